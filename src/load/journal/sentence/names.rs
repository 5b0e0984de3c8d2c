//! Whose name stands at a place of a sentence: by id, by name or alias in one word or several, with or without its article.

use super::token::{Placed, Token, WordId, Words, folded};
use crate::model::EntityKind;
use crate::vocabulary::Fillers;
use rustc_hash::FxHashMap;

/// What a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// An entity of that kind.
    Entity(EntityKind),
    /// An event.
    Event,
}

impl Bearing {
    pub(super) fn fits(self, wanted: Fillers) -> bool {
        match self {
            Self::Entity(kind) => wanted.admits(kind),
            Self::Event => wanted.admits_events(),
        }
    }
}

/// Somebody or something that sentences may name.
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is.
    pub bearing: Bearing,
    /// Its names and aliases.
    pub names: Vec<&'a str>,
}

/// The number of somebody or something that sentences may name, in the order in which they were given.
pub type Bearer = u32;

/// Who is named by some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// One alone.
    One(Bearer),
    /// Several; which of them is not said.
    Several(Vec<Bearer>),
    /// Somebody, but of another sort than is wanted there.
    Misplaced(Bearer),
}

/// How many bearers of one name are told apart: which of them are all is found out where names are looked up.
const SEVERAL: usize = 4;

type Node = u32;

#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    ids: Vec<(String, Bearing)>,
    by_id: FxHashMap<String, Bearer>,
    steps: FxHashMap<(Node, WordId), Node>,
    /// Who bears the name that ends at a node, and whose id reads like it.
    ends: Vec<[Vec<Bearer>; 2]>,
    /// *the*, *a* and *an*, which may stand before any name.
    articles: [WordId; 3],
    /// The marks that may stand in a name, as words: comma and brackets.
    marks: [WordId; 3],
}

impl Names {
    /// Takes in everybody's names.
    pub(super) fn of<'a>(named: impl IntoIterator<Item = Named<'a>>, words: &mut Words) -> Self {
        let mut names = Self {
            ends: vec![[Vec::new(), Vec::new()]],
            articles: ["the", "a", "an"].map(|article| words.number(article)),
            marks: [",", "(", ")"].map(|mark| words.number(mark)),
            ..Self::default()
        };
        for one in named {
            let bearer = names.add(one.id, one.bearing, words);
            for name in one.names {
                names.note(name, bearer, 0, words);
            }
        }
        names
    }

    /// Takes in what is known by its id alone.
    pub(super) fn add(&mut self, id: &str, bearing: Bearing, words: &mut Words) -> Bearer {
        let bearer = Bearer::try_from(self.ids.len()).expect("fewer names than that");
        self.ids.push((id.to_owned(), bearing));
        self.by_id.entry(id.to_owned()).or_insert(bearer);
        self.note(id, bearer, 1, words);
        bearer
    }

    fn note(&mut self, name: &str, bearer: Bearer, way: usize, words: &mut Words) {
        let spoken = folded(name);
        let article = usize::from(spoken.len() > 1 && spoken[0] == "the");
        let mut node = 0;
        for word in &spoken[article..] {
            let word = words.number(word);
            let next = Node::try_from(self.ends.len()).expect("fewer words than that");
            let ends = &mut self.ends;
            node = *self.steps.entry((node, word)).or_insert_with(|| {
                ends.push([Vec::new(), Vec::new()]);
                next
            });
        }
        let end = &mut self.ends[node as usize][way];
        // Bearers come in order, so that whoever is there already was the last to come.
        if node != 0 && end.last() != Some(&bearer) {
            end.push(bearer);
        }
    }

    pub(super) fn id(&self, bearer: Bearer) -> &str {
        &self.ids[bearer as usize].0
    }

    pub(super) fn bearing(&self, bearer: Bearer) -> Bearing {
        self.ids[bearer as usize].1
    }

    pub(super) fn knows(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Every name that begins at a place, with where it ends and whose it is.
    pub(super) fn at(
        &self,
        text: &str,
        tokens: &[Placed],
        start: usize,
        wanted: Fillers,
        each: &mut dyn FnMut(usize, Whose),
    ) {
        let Some(first) = tokens.get(start) else { return };
        let (mut exact, mut article) = (false, false);
        match &first.token {
            Token::Quoted(name, words) => {
                if let Some(whose) = self.whole(name, words, wanted) {
                    each(start + 1, whose);
                }
                return;
            }
            Token::Word(word) => {
                if let Some(&bearer) = self.by_id.get(&text[first.span.clone()]) {
                    exact = true;
                    each(start + 1, self.one(bearer, wanted));
                }
                article = self.articles.contains(word);
            }
            Token::Open => {}
            Token::Comma | Token::Close => return,
        }
        // An id wins over the same word as a name, and a name with its article over the same without.
        let mut ends = Vec::new();
        self.walk(tokens, start, wanted, &mut |end, whose| {
            if !(exact && end == start + 1) {
                ends.push(end);
                each(end, whose);
            }
        });
        if article {
            self.walk(tokens, start + 1, wanted, &mut |end, whose| {
                if !ends.contains(&end) {
                    each(end, whose);
                }
            });
        }
    }

    /// Whether these words, all together, are a name.
    pub(super) fn is_name(&self, tokens: &[Placed]) -> bool {
        let mut whole = false;
        let anybody = Fillers::ANY;
        self.walk(tokens, 0, anybody, &mut |end, _| whole |= end == tokens.len());
        whole
    }

    fn walk(&self, tokens: &[Placed], start: usize, wanted: Fillers, each: &mut dyn FnMut(usize, Whose)) {
        let mut node = 0;
        for (at, placed) in tokens.iter().enumerate().skip(start) {
            let Some(next) = self.word(&placed.token).and_then(|word| self.steps.get(&(node, word))) else {
                return;
            };
            node = *next;
            let [named, called] = &self.ends[node as usize];
            if let Some(whose) = self.fitting(if named.is_empty() { called } else { named }, wanted) {
                each(at + 1, whose);
            }
        }
    }

    /// A piece of a sentence as a word of a name.
    fn word(&self, token: &Token) -> Option<WordId> {
        match token {
            Token::Word(word) => Some(*word),
            Token::Comma => Some(self.marks[0]),
            Token::Open => Some(self.marks[1]),
            Token::Close => Some(self.marks[2]),
            Token::Quoted(..) => None,
        }
    }

    /// Who bears a whole name.
    fn whole(&self, name: &str, words: &[WordId], wanted: Fillers) -> Option<Whose> {
        if let Some(&bearer) = self.by_id.get(name) {
            return Some(self.one(bearer, wanted));
        }
        let bare = words.strip_prefix(&[self.articles[0]]).filter(|bare| !bare.is_empty());
        let end = bare
            .unwrap_or(words)
            .iter()
            .try_fold(0, |node, &word| self.steps.get(&(node, word)).copied())?;
        let [named, called] = &self.ends[end as usize];
        self.fitting(if named.is_empty() { called } else { named }, wanted)
    }

    fn one(&self, bearer: Bearer, wanted: Fillers) -> Whose {
        if self.bearing(bearer).fits(wanted) {
            Whose::One(bearer)
        } else {
            Whose::Misplaced(bearer)
        }
    }

    fn fitting(&self, bearers: &[Bearer], wanted: Fillers) -> Option<Whose> {
        let fits = |&&bearer: &&Bearer| self.bearing(bearer).fits(wanted);
        let mut fitting = bearers.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(&one), None) => Some(Whose::One(one)),
            (Some(_), Some(_)) => Some(Whose::Several(
                bearers.iter().filter(fits).take(SEVERAL).copied().collect(),
            )),
            (None, _) => bearers.first().map(|&other| Whose::Misplaced(other)),
        }
    }
}
