//! Where a sentence has a verb, and of which kind of event: every form of every kind's verb, with what helps it: *kills*, *has killed*, *was killed*.

use super::token::{Placed, Token, WordId, Words, folded};
use crate::model::KindId;
use crate::vocabulary::{Part, Vocabulary};
use rustc_hash::FxHashMap;

/// Whether the one before the verb does it or has it done to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    Active,
    Passive,
    /// Neither: it is a word of a sentence of its own words.
    Said,
}

/// A verb of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The word behind it.
    pub end: usize,
    pub kind: KindId,
    pub voice: Voice,
    /// Whether it is the kind's own verb, and not a further word for it.
    pub own: bool,
}

/// How a form of a verb may stand.
#[derive(Clone, Copy, Debug)]
struct Form {
    kind: KindId,
    own: bool,
    /// Some of the ways below.
    ways: u8,
}

/// By itself: *kills*.
const ALONE: u8 = 1;
/// Behind *will*.
const BASE: u8 = 2;
/// Behind *has*, and in the passive behind *be*.
const PARTICIPLE: u8 = 4;
/// Behind *be*, as an active verb: *be at odds*.
const COMPLEMENT: u8 = 8;
/// Nowhere by itself: it stands in a sentence of its own words.
const SAID: u8 = 16;

impl Form {
    fn may(self, way: u8) -> bool {
        self.ways & way != 0
    }
}

/// What helps a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Helper {
    Be,
    Been,
    Have,
    Will,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Verbs {
    steps: FxHashMap<(u32, WordId), u32>,
    ends: Vec<Vec<Form>>,
    helpers: FxHashMap<WordId, Helper>,
    /// Every form as it is written, each once and in order, for guesses at what was meant.
    pub(super) written: Vec<String>,
}

const HELPERS: &[(Helper, &[&str])] = &[
    (Helper::Be, &["be", "is", "are", "am", "was", "were"]),
    (Helper::Been, &["been"]),
    (Helper::Have, &["has", "have", "had"]),
    (Helper::Will, &["will", "shall"]),
];

impl Verbs {
    pub(super) fn of(vocabulary: &Vocabulary, words: &mut Words) -> Self {
        let mut verbs = Self {
            ends: vec![Vec::new()],
            ..Self::default()
        };
        for (helper, forms) in HELPERS {
            for form in *forms {
                verbs.helpers.insert(words.number(form), *helper);
            }
        }
        for id in vocabulary.kind_ids() {
            let kind = vocabulary.kind(id);
            // A kind that has its verb from the one that it is one of has none of its own.
            let own = kind.is.is_none_or(|parent| vocabulary.kind(parent).verb != kind.verb);
            let form = |own, ways| Form { kind: id, own, ways };
            let verb = &kind.verb;
            if let Some(what) = verb.base.strip_prefix("be ") {
                verbs.note(what, form(own, COMPLEMENT), words);
            } else {
                verbs.note(&verb.base, form(own, ALONE | BASE), words);
                verbs.note(&verb.third, form(own, ALONE), words);
                verbs.note(&verb.past, form(own, ALONE), words);
                verbs.note(&verb.participle, form(own, PARTICIPLE), words);
            }
            for saying in &kind.sentences {
                let mut said = saying.parts.iter().filter_map(|part| match part {
                    Part::Word(alternatives) => Some(alternatives),
                    Part::Blank(..) | Part::Optional(_) => None,
                });
                let helps = |word: &String| HELPERS.iter().any(|(_, forms)| forms.contains(&word.as_str()));
                let telling = said.clone().find(|alternatives| !alternatives.iter().any(helps));
                for word in telling.or_else(|| said.next()).into_iter().flatten() {
                    verbs.note(word, form(false, SAID), words);
                }
            }
            for also in &kind.also {
                verbs.note(also, form(false, ALONE | BASE | PARTICIPLE), words);
            }
        }
        verbs.written.sort_unstable();
        verbs.written.dedup();
        verbs
    }

    fn note(&mut self, written: &str, form: Form, words: &mut Words) {
        let spoken = folded(written);
        let mut node = 0;
        for word in &spoken {
            let next = u32::try_from(self.ends.len()).expect("fewer words than that");
            let ends = &mut self.ends;
            node = *self.steps.entry((node, words.number(word))).or_insert_with(|| {
                ends.push(Vec::new());
                next
            });
        }
        if node == 0 {
            return;
        }
        self.written.push(written.to_owned());
        let end = &mut self.ends[node as usize];
        let same = |known: &&mut Form| known.kind == form.kind && known.own == form.own;
        match end.iter_mut().find(same) {
            Some(known) => known.ways |= form.ways,
            None => end.push(form),
        }
    }

    /// Every verb that begins at a place.
    pub(super) fn at(&self, tokens: &[Placed], start: usize, hits: &mut Vec<Hit>) {
        self.forms(tokens, start, &mut |end, form| {
            if form.may(ALONE) {
                hits.push(hit(end, form, Voice::Active));
            }
            if form.may(SAID) {
                hits.push(hit(end, form, Voice::Said));
            }
        });
        let mut be = |from: usize| {
            self.forms(tokens, from, &mut |end, form| {
                if form.may(COMPLEMENT) {
                    hits.push(hit(end, form, Voice::Active));
                }
                if form.may(PARTICIPLE) {
                    hits.push(hit(end, form, Voice::Passive));
                }
            });
        };
        let helper = |at: usize| self.helper(tokens, at);
        match (helper(start), helper(start + 1)) {
            (Some(Helper::Be), _) => be(start + 1),
            (Some(Helper::Have), Some(Helper::Been)) | (Some(Helper::Will), Some(Helper::Be)) => be(start + 2),
            _ => {}
        }
        self.forms(tokens, start + 1, &mut |end, form| {
            let helped = match helper(start) {
                Some(Helper::Have) => form.may(PARTICIPLE),
                Some(Helper::Will) => form.may(BASE),
                Some(Helper::Be | Helper::Been) | None => false,
            };
            if helped {
                hits.push(hit(end, form, Voice::Active));
            }
        });
    }

    fn helper(&self, tokens: &[Placed], at: usize) -> Option<Helper> {
        match tokens.get(at)?.token {
            Token::Word(word) => self.helpers.get(&word).copied(),
            Token::Quoted(..) | Token::Comma | Token::Open | Token::Close => None,
        }
    }

    fn forms(&self, tokens: &[Placed], start: usize, each: &mut dyn FnMut(usize, Form)) {
        let mut node = 0;
        for (at, placed) in tokens.iter().enumerate().skip(start) {
            let Token::Word(word) = placed.token else { return };
            let Some(&next) = self.steps.get(&(node, word)) else {
                return;
            };
            node = next;
            for &form in &self.ends[node as usize] {
                each(at + 1, form);
            }
        }
    }
}

fn hit(end: usize, form: Form, voice: Voice) -> Hit {
    Hit {
        end,
        kind: form.kind,
        voice,
        own: form.own,
    }
}
