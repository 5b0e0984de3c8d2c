//! The story file has its shape written down in this one table: every object, its keys in canonical order, what each may hold.
//!
//! No other file names a key of the story file for checking or for the schema; a new key is a row here.

use super::shape::{Key, Object, Shape};
use Shape::{
    Colour, Count, Either, Flag, Given, Kinds, List, Many, Map, Name, Number, Slug, Text, Time, Told, True, Upto,
    Version, Word,
};

macro_rules! table {
    ($($name:ident $noun:literal { $($need:ident $key:literal $doc:literal = $shape:expr;)* })*) => {
        $(
            #[doc = concat!("The keys of a ", $noun, ".")]
            pub static $name: Object = Object {
                noun: $noun,
                keys: &[$(Key { name: $key, required: table!(@$need), shape: $shape, doc: $doc }),*],
            };
        )*
        /// Every object there is, the story first.
        pub static OBJECTS: &[&Object] = &[$(&$name),*];
    };
    (@must) => { true };
    (@may) => { false };
}

/// How sure a source is.
pub const CERTAINTIES: &[&str] = &["stated", "implied", "doubtful"];
/// The kinds of entity an argument or a role may take.
pub const ENTITY_KINDS: &[&str] = &["character", "faction", "place", "item", "actor", "event", "any"];
pub(super) const AXES: &[&str] = &["number", "date", "label"];
pub(super) const COUNTS: &[&str] = &["1", "0..1", "1..", "0..", "2.."];
pub(super) const LINES: &[&str] = &["solid", "dashed", "dotted", "bold", "double"];
/// What a relation can mean to the code.
pub const MEANINGS: &[&str] = &[
    "life",
    "presence",
    "location",
    "captivity",
    "membership",
    "part",
    "office",
    "ownership",
    "knowledge",
    "identity",
    "disguise",
    "possession",
    "absence",
    "uncertainty",
    "kinship",
    "affection",
    "enmity",
    "alliance",
    "service",
    "command",
    "illness",
    "obligation",
];

const PROSE: Shape = Text("a sentence or two");
const MAKER: Shape = Either(&[Text("Benjamin Sisko"), Shape::Object(&NAME)]);
const SOURCES: Shape = List(&Shape::Object(&SOURCE));
const RELATIONS: Shape = Map(
    "member",
    &Either(&[True, Many(&Either(&[Name("starfleet"), Shape::Object(&STATED)]))]),
);
const MOMENT: Shape = Time;
const CERTAINTY: Shape = Word(CERTAINTIES);
const DESCRIBED: Shape = Either(&[PROSE, Shape::Object(&DESCRIPTION)]);
const ALIASES: Shape = List(&Either(&[Text("the Emissary"), Shape::Object(&ALIAS)]));
const EVENTS: Shape = Many(&Name("cure"));
const ALLOW: Shape = Map("acts-after-death", &Text("a ghost"));
const ASSERT: Shape = Many(&Text("dead damar"));

table! {
    STORY "story" {
        must "lorescope" "The version of this file format: 1." = Version;
        may "$schema" "Where this schema lies, for editors; no part of the story." = Text("https://example.org/lorescope.schema.json");
        may "title" "What the story is called." = Text("What You Leave Behind");
        may "description" "What the story is, in a sentence or two." = PROSE;
        may "axis" "What `at` counts in; without it, the first `at` that says so decides." = Word(AXES);
        may "in-order" "Whether what stands later happens later, unless `at`, `after` or `before` says otherwise; without it, the order of the file settles nothing." = Flag;
        may "include" "Further files of the same shape that belong to this story, relative to this one." = List(&Text("cast.json"));
        may "documents" "What the story is known from." = List(&Shape::Object(&DOCUMENT));
        may "facts" "Facts about the work itself, such as its director." = List(&Shape::Object(&FACT));
        may "sections" "The headings of the telling." = List(&Shape::Object(&SECTION));
        may "allow" "Findings to let stand anywhere in the story: the rule, and why." = ALLOW;
        may "assert" "What must hold at the start, or as of the moment it names." = ASSERT;
        may "vocabulary" "Relations and kinds of event that this story adds, or declares anew." = Shape::Object(&VOCABULARY);
        may "characters" "Who there is." = List(&Shape::Object(&CHARACTER));
        may "factions" "The groups, peoples and powers there are." = List(&Shape::Object(&FACTION));
        may "places" "Where things happen." = List(&Shape::Object(&PLACE));
        may "items" "Things that matter." = List(&Shape::Object(&ITEM));
        may "events" "What happens, in the order of telling." = List(&Shape::Object(&EVENT));
    }
    DOCUMENT "document" {
        must "id" "The word by which sources refer to it." = Slug("retelling");
        may "title" "What it is called." = Text("What You Leave Behind, retold");
        may "path" "Where it lies, relative to this file; its quotes are looked for there." = Text("retelling.md");
        may "author" "Who wrote it." = Text("Ira Steven Behr");
        may "date" "When it was written or shown." = Text("1999-06-02");
        may "url" "Where it can be found." = Text("https://example.org/retelling");
        may "note" "Anything else." = PROSE;
    }
    FACT "fact" {
        must "name" "What the fact is about." = Text("director");
        must "value" "What is so: one value or several." = Many(&Text("Allan Kroeker"));
        may "sources" "What says so." = SOURCES;
        may "note" "Anything else." = PROSE;
    }
    SECTION "section" {
        must "told" "Where in the telling it begins." = Told;
        must "title" "What it is called." = Text("The fire caves");
    }
    CHARACTER "character" {
        must "id" "The word by which everything else refers to them: lower-case letters, digits and `-`." = Slug("sisko");
        may "name" "What they are called, now or in turn; without it, made from the id." = Many(&MAKER);
        may "aliases" "What else they are called." = ALIASES;
        may "plural" "Whether the name takes a verb in the plural; without it, no." = Flag;
        may "species" "What they are." = Text("human");
        may "description" "Who they are, in a sentence or two." = DESCRIBED;
        may "told" "Where the telling first speaks of them; without it, with their first event." = Told;
        may "image" "A picture of them, PNG or JPEG, relative to this file; drawings and the page show it." = Text("sisko.png");
        may "relations" "What holds from the start: from them to each one listed." = RELATIONS;
        may "sources" "What speaks of them." = SOURCES;
        may "note" "Anything else." = PROSE;
        may "allow" "Findings to let stand about them: the rule, and why." = ALLOW;
    }
    FACTION "faction" {
        must "id" "The word by which everything else refers to it: lower-case letters, digits and `-`." = Slug("federation");
        may "name" "What it is called, now or in turn; without it, made from the id." = Many(&MAKER);
        may "aliases" "What else it is called." = ALIASES;
        may "plural" "Whether the name takes a verb in the plural; without it, no." = Flag;
        may "species" "What its members are." = Text("cardassian");
        may "description" "What it is, in a sentence or two." = DESCRIBED;
        may "told" "Where the telling first speaks of it; without it, with its first event." = Told;
        may "image" "A picture of it, PNG or JPEG, relative to this file; drawings and the page show it." = Text("federation.png");
        may "relations" "What holds from the start: from it to each one listed." = RELATIONS;
        may "sources" "What speaks of it." = SOURCES;
        may "note" "Anything else." = PROSE;
        may "allow" "Findings to let stand about it: the rule, and why." = ALLOW;
    }
    PLACE "place" {
        must "id" "The word by which everything else refers to it: lower-case letters, digits and `-`." = Slug("command-centre");
        may "name" "What it is called, now or in turn; without it, made from the id." = Many(&MAKER);
        may "aliases" "What else it is called." = ALIASES;
        may "plural" "Whether the name takes a verb in the plural; without it, no." = Flag;
        may "description" "What it is, in a sentence or two." = DESCRIBED;
        may "told" "Where the telling first speaks of it; without it, with its first event." = Told;
        may "image" "A picture of it, PNG or JPEG, relative to this file; drawings and the page show it." = Text("cardassia.png");
        may "relations" "What holds from the start: from it to each one listed." = RELATIONS;
        may "travel" "How long the way to other places takes." = List(&Shape::Object(&WAY));
        may "sources" "What speaks of it." = SOURCES;
        may "note" "Anything else." = PROSE;
        may "allow" "Findings to let stand about it: the rule, and why." = ALLOW;
    }
    ITEM "item" {
        must "id" "The word by which everything else refers to it: lower-case letters, digits and `-`." = Slug("book");
        may "name" "What it is called, now or in turn; without it, made from the id." = Many(&MAKER);
        may "aliases" "What else it is called." = ALIASES;
        may "plural" "Whether the name takes a verb in the plural; without it, no." = Flag;
        may "description" "What it is, in a sentence or two." = DESCRIBED;
        may "told" "Where the telling first speaks of it; without it, with its first event." = Told;
        may "image" "A picture of it, PNG or JPEG, relative to this file; drawings and the page show it." = Text("book.png");
        may "relations" "What holds from the start: from it to each one listed." = RELATIONS;
        may "sources" "What speaks of it." = SOURCES;
        may "note" "Anything else." = PROSE;
        may "allow" "Findings to let stand about it: the rule, and why." = ALLOW;
    }
    EVENT "event" {
        must "id" "The word by which everything else refers to it: lower-case letters, digits and `-`." = Slug("cure");
        must "kind" "What sort of event it is: a kind of the vocabulary." = Name("healing");
        may "roles" "Who or what plays which part: one, several, or candidates." = Map("healer", &Either(&[Many(&Name("odo")), Shape::Object(&CANDIDATES)]));
        may "at" "When it happens in the story." = MOMENT;
        may "told" "Where the telling reveals it; without it, at its place in the file." = Told;
        may "after" "Events that happen before it." = EVENTS;
        may "before" "Events that happen after it." = EVENTS;
        may "place" "Where it happens." = Name("command-centre");
        may "because" "Earlier events that brought it about." = EVENTS;
        may "within" "The larger event that it is a part of." = Name("battle");
        may "count" "How many nameless ones it befell." = Count;
        may "sources" "What tells of it, with the words that do." = SOURCES;
        may "note" "Anything else." = PROSE;
        may "certainty" "How sure it is; without it, stated." = CERTAINTY;
        may "according-to" "The one document or canon that claims it." = Name("retelling");
        may "assert" "What must hold just after it, or as of the moment it names." = ASSERT;
        may "allow" "Findings to let stand about it: the rule, and why." = ALLOW;
    }
    NAME "name" {
        must "name" "The name." = Text("Benjamin Sisko");
        may "from" "The time or event from which it is theirs." = MOMENT;
        may "until" "The time or event until which it is theirs." = MOMENT;
        may "told" "Where the telling reveals it." = Told;
    }
    ALIAS "alias" {
        must "name" "The alias." = Text("the Emissary");
        may "from" "The time or event from which it is theirs." = MOMENT;
        may "until" "The time or event until which it is theirs." = MOMENT;
        may "told" "Where the telling reveals it." = Told;
    }
    DESCRIPTION "description" {
        must "text" "The description." = PROSE;
        may "told" "Where the telling reveals it." = Told;
    }
    STATED "stated relation" {
        may "to" "The other side; a relation of one alone has none." = Name("starfleet");
        may "from" "The time or event from which it holds; without it, from the start." = MOMENT;
        may "until" "The time or event until which it holds." = MOMENT;
        may "told" "Where the telling reveals it." = Told;
        may "certainty" "How sure it is; without it, stated." = CERTAINTY;
        may "according-to" "The one document or canon that claims it." = Name("retelling");
        may "sources" "What says so." = SOURCES;
    }
    WAY "way" {
        must "to" "The place it leads to." = Name("earth");
        must "takes" "How long it takes, in units of the axis; days on a date axis." = Number;
    }
    CANDIDATES "choice of candidates" {
        must "one-of" "Those of whom exactly one did it." = List(&Name("dukat"));
    }
    SOURCE "source" {
        must "document" "The document that says it." = Name("retelling");
        may "quote" "Its words, as they stand there; an ellipsis for what is left out." = Text("Odo cures the Founder");
        may "locator" "Where in the document." = Text("chapter 2");
        may "told" "Where the telling reveals it." = Told;
        may "certainty" "How sure it is; without it, stated." = CERTAINTY;
        may "note" "Anything else." = PROSE;
    }
    VOCABULARY "vocabulary" {
        may "relations" "What can hold over time, by its name." = Given("sworn-to", &Shape::Object(&RELATION));
        may "kinds" "What can happen, by its name." = Given("oath", &Shape::Object(&KIND));
    }
    RELATION "relation" {
        must "between" "What it holds between: one kind of entity or two, `|` between alternatives." = Upto(2, &Kinds);
        may "symmetric" "Whether it holds both ways; without it, no." = Flag;
        may "single" "Whether a new value replaces the old; without it, no." = Flag;
        may "excludes" "Relations that never hold of the same two at once." = List(&Name("hostile"));
        may "ends-with-life" "Whether the death of either side ends it; without it, no." = Flag;
        may "holds-from-always" "Whether it holds before anything is told; without it, no." = Flag;
        may "means" "What it means to rules and pictures." = Word(MEANINGS);
        may "obscures" "Relations of which nobody knows whether they hold while this one does." = List(&Name("alive"));
        must "words" "How it is said." = Shape::Object(&WORDS);
        may "inverse" "How it is said from the other side." = Shape::Object(&WORDS);
        may "also" "Further words a person may type for it." = List(&Text("allies"));
        may "inverse-also" "Further words for it from the other side." = List(&Text("children"));
        may "colour" "Its colour in pictures." = Colour;
        may "line" "Its line in pictures." = Word(LINES);
        may "arrow" "Whether its line has an arrow; without it, unless it is symmetric." = Flag;
    }
    WORDS "set of words" {
        must "base" "The base form; one that begins with `be ` conjugates itself." = Text("be allied with");
        may "third" "The third person." = Text("serves");
        may "past" "The past." = Text("served");
        may "participle" "The past participle." = Text("served");
        may "noun" "The noun." = Text("ally");
    }
    VERB "verb" {
        must "base" "The base form; one that begins with `be ` conjugates itself." = Text("kill");
        may "third" "The third person." = Text("kills");
        may "past" "The past." = Text("killed");
        may "participle" "The past participle." = Text("killed");
        may "noun" "The noun." = Text("killing");
    }
    KIND "kind" {
        may "is" "The kind that it is one of, whose roles, effects and needs it inherits." = Name("death");
        may "roles" "The parts there are to play." = Given("killer", &Shape::Object(&ROLE));
        may "verb" "How it is said; without it, as the kind that it is one of." = Shape::Object(&VERB);
        may "patterns" "Sentences with `<role>` for who plays it, and `[ … ]` around what is left out with its role." = List(&Text("<killer> kill <victim>[ at <place>]"));
        may "sentences" "Further sentences in which a journal may tell it, with `|` between words of which any may stand." = List(&Text("<departed> leaves|left <from>"));
        may "starts" "Relations that begin with it, between roles." = List(&Text("allied(allies, allies)"));
        may "ends" "Relations that end with it; `*` is anybody." = List(&Text("captive(released, *)"));
        may "needs" "What ought to hold before." = List(&Shape::Object(&NEED));
        may "in-person" "Whether whoever acts in it is there, at its place; without it, as the kind that it is one of, else no." = Flag;
        may "free" "Whether whoever acts in it is free, so that no captive does it; without it, as the kind that it is one of, else no." = Flag;
        may "also" "Further words a person may type for it." = List(&Text("slay"));
        may "asked" "Words that may mean it in a question, among other kinds." = List(&Text("stab"));
        may "colour" "Its colour in pictures." = Colour;
        may "mark" "Its sign in pictures." = Text("†");
    }
    ROLE "role" {
        must "of" "What may play it, `|` between alternatives." = Kinds;
        may "count" "How many there are; without it, one or more." = Word(COUNTS);
        must "agentive" "Whether whoever plays it acts." = Flag;
        may "aware" "Whether whoever plays it knows of the event afterwards; without it, whoever acts does, and whom it befalls does as a rule." = Flag;
        may "preposition" "What stands before it where no pattern names it." = Text("with");
    }
    NEED "need" {
        must "any" "Relations between roles of which one is enough; `not ` before one turns it round." = List(&Text("allied(betrayer, betrayed)"));
        must "rule" "The rule that reports it." = Slug("betrayal-without-bond");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::shape::some;
    use crate::load::tree::Value;

    /// The JSON types a shape takes.
    fn types(shape: &Shape) -> Vec<usize> {
        let number = Value::Number("1".into());
        let samples = [
            Value::Null,
            Value::Bool(true),
            number,
            Value::String(String::new()),
            Value::Array(vec![]),
            Value::Object(vec![]),
        ];
        (0..samples.len())
            .filter(|index| shape.takes(&samples[*index]))
            .collect()
    }

    fn walk(shape: &Shape, what: &str) {
        match shape {
            Many(of) | List(of) | Upto(_, of) | Map(_, of) | Given(_, of) => {
                assert!(
                    !matches!(shape, Many(_)) || !types(of).contains(&4),
                    "{what}: one of many cannot itself be a list"
                );
                walk(of, what);
            }
            Either(several) => {
                let mut all: Vec<usize> = several.iter().flat_map(types).collect();
                all.sort_unstable();
                assert!(
                    all.windows(2).all(|pair| pair[0] < pair[1]),
                    "{what}: alternatives are told apart by their JSON type"
                );
                several.iter().for_each(|shape| walk(shape, what));
            }
            Shape::Object(object) => assert!(
                OBJECTS.iter().any(|known| known.noun == object.noun),
                "{what}: {} is not in the table",
                object.noun
            ),
            Shape::Version
            | Text(_)
            | Slug(_)
            | Name(_)
            | Time
            | Told
            | Number
            | Count
            | Flag
            | True
            | Word(_)
            | Kinds
            | Colour => {}
        }
    }

    #[test]
    fn the_table_is_sound() {
        for (index, object) in OBJECTS.iter().enumerate() {
            assert!(
                OBJECTS[..index].iter().all(|other| other.noun != object.noun),
                "{} is there twice",
                object.noun
            );
            for (index, key) in object.keys.iter().enumerate() {
                let what = format!("`{}` of {}", key.name, some(object.noun));
                assert!(
                    object.keys[..index].iter().all(|other| other.name != key.name),
                    "{what} is there twice"
                );
                assert!(
                    key.doc.ends_with('.') && key.doc.starts_with(char::is_uppercase),
                    "{what} has a sentence"
                );
                walk(&key.shape, &what);
                let example = key.shape.example();
                assert!(
                    serde_json::from_str::<serde_json::Value>(&example).is_ok(),
                    "{what}: {example}"
                );
            }
        }
    }
}
