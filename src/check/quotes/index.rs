//! A document made ready for many quotes: its words by number, and for each word where it stands.
//!
//! A quote is looked for at its rarest word, so that finding one costs hardly more than reading it.

use super::lexicon::{Lexicon, NONE, same_but_first};
use super::sought::{Piece, Sought, Want};
use super::{Verdict, words};
use std::ops::Range;

/// How many words an ellipsis may stand for.
pub(super) const LEFT_OUT: usize = 250;
/// How many places of one quote are told apart.
pub const MOST_PLACES: usize = 100;

/// A document made ready to be searched for quotes.
///
/// ```
/// use lorescope::check::quotes::{Index, Verdict};
/// let text = "# Act 2\n\nHe came out, *with*\nhis daggers — and went.";
/// let index = Index::of(text);
/// let Verdict::Found(places) = index.find("He came … with his daggers – and") else { panic!() };
/// assert_eq!(&text[places[0].clone()], "He came out, *with*\nhis daggers — and");
/// assert!(matches!(index.find("he came out with the daggers"), Verdict::Drifted(_)));
/// assert_eq!(index.find("whereupon Duncan slept"), Verdict::NotFound);
/// ```
#[derive(Debug)]
pub struct Index<'t> {
    pub(super) text: &'t str,
    pub(super) lexicon: Lexicon,
    /// The number of each word, in the order of the text.
    pub(super) words: Vec<u32>,
    /// The bytes each word stands in.
    spans: Vec<(u32, u32)>,
    /// Of each folded word, where its places begin in `places`; one more at the end.
    firsts: Vec<u32>,
    /// Which words of the text they are, folded word by folded word, each in the order of the text.
    places: Vec<u32>,
}

impl<'t> Index<'t> {
    /// Makes a text ready. It holds less than 4 GB.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let mut lexicon = Lexicon::default();
        let mut numbers = Vec::with_capacity(text.len() / 4);
        let mut spans = Vec::with_capacity(text.len() / 4);
        let offset = |byte: usize| u32::try_from(byte).expect("a document holds less than 4 GB");
        words::each(text, |span, normal| {
            numbers.push(lexicon.number(normal));
            spans.push((offset(span.start), offset(span.end)));
        });
        let mut firsts = vec![0; lexicon.len() + 1];
        for &number in &numbers {
            firsts[lexicon.folded(number) as usize + 1] += 1;
        }
        for i in 1..firsts.len() {
            firsts[i] += firsts[i - 1];
        }
        let mut next = firsts.clone();
        let mut places = vec![0; numbers.len()];
        for (at, &number) in (0..).zip(&numbers) {
            let next = &mut next[lexicon.folded(number) as usize];
            places[*next as usize] = at;
            *next += 1;
        }
        Self {
            text,
            lexicon,
            words: numbers,
            spans,
            firsts,
            places,
        }
    }

    /// Looks for a quote; a quote without any word stands everywhere, and is found at no place.
    #[must_use]
    pub fn find(&self, quote: &str) -> Verdict {
        let sought = Sought::of(quote, &self.lexicon);
        if sought.wants.is_empty() {
            return Verdict::Found(Vec::new());
        }
        let places = self.search(&sought.wants);
        if !places.is_empty() {
            return Verdict::Found(places.into_iter().map(|words| self.bytes(words)).collect());
        }
        self.nearest(quote, &sought).map_or(Verdict::NotFound, Verdict::Drifted)
    }

    /// Where a quote stands first, if it does.
    pub(super) fn first(&self, quote: &str) -> Option<Range<usize>> {
        let sought = Sought::of(quote, &self.lexicon);
        let first = self.search(&sought.wants).into_iter().next();
        first.map(|words| self.bytes(words))
    }

    /// The bytes that some words stand in.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        if words.is_empty() {
            let at = self.spans.get(words.start).map_or(0, |span| span.0 as usize);
            return at..at;
        }
        self.spans[words.start].0 as usize..self.spans[words.end - 1].1 as usize
    }

    /// The bytes of one word.
    pub(super) fn span(&self, word: usize) -> Range<usize> {
        self.bytes(word..word + 1)
    }

    /// Where a word stands, whatever its case.
    pub(super) fn places(&self, folded: u32) -> &[u32] {
        if folded == NONE {
            return &[];
        }
        let folded = folded as usize;
        &self.places[self.firsts[folded] as usize..self.firsts[folded + 1] as usize]
    }

    /// Where the wanted words stand as they are, or with something left out at their ellipses.
    pub(super) fn search(&self, wants: &[Want]) -> Vec<Range<usize>> {
        let whole = Piece { wants };
        let found = self.occurrences(whole, 0..self.words.len());
        let found: Vec<Range<usize>> = found.take(MOST_PLACES).map(|at| at..at + wants.len()).collect();
        let pieces = Piece::split(wants);
        if !found.is_empty() || pieces.len() < 2 {
            return found;
        }
        self.in_pieces(&pieces)
    }

    /// Where the pieces of a quote stand in order, near one another.
    fn in_pieces(&self, pieces: &[Piece<'_>]) -> Vec<Range<usize>> {
        let rare = |piece: &Piece<'_>| self.rarest(*piece).map_or(0, |(_, places)| places.len());
        let Some(anchor) = (0..pieces.len()).min_by_key(|&nth| rare(&pieces[nth])) else {
            return Vec::new();
        };
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in self.occurrences(pieces[anchor], 0..self.words.len()) {
            let end = at + pieces[anchor].wants.len();
            let (before, after) = (&pieces[..anchor], &pieces[anchor + 1..]);
            if let Some(start) = self.backward(before, at)
                && let Some(end) = self.forward(after, end)
                && found.last().is_none_or(|last| last.end <= start)
            {
                found.push(start..end);
            }
            if found.len() == MOST_PLACES {
                break;
            }
        }
        found
    }

    /// Where pieces end that follow a place as early as they can.
    fn forward(&self, pieces: &[Piece<'_>], from: usize) -> Option<usize> {
        let mut at = from;
        let reach = |piece: &Piece<'_>| LEFT_OUT + piece.wants.len();
        let limit = from + pieces.iter().map(reach).sum::<usize>();
        for piece in pieces {
            at = self.occurrences(*piece, at..limit).next()? + piece.wants.len();
        }
        Some(at)
    }

    /// Where pieces begin that go before a place as late as they can.
    fn backward(&self, pieces: &[Piece<'_>], to: usize) -> Option<usize> {
        let mut at = to;
        let reach = |piece: &Piece<'_>| LEFT_OUT + piece.wants.len();
        let limit = to.saturating_sub(pieces.iter().map(reach).sum::<usize>());
        for piece in pieces.iter().rev() {
            at = self.occurrences(*piece, limit..at).last()?;
        }
        Some(at)
    }

    /// The rarest word of a piece: which it is, and where it stands.
    fn rarest(&self, piece: Piece<'_>) -> Option<(usize, &[u32])> {
        let places = piece.wants.iter().map(|want| self.places(want.folded));
        places.enumerate().min_by_key(|(_, places)| places.len())
    }

    /// Where in a stretch of words a piece begins.
    fn occurrences<'a>(&'a self, piece: Piece<'a>, within: Range<usize>) -> impl Iterator<Item = usize> + use<'a> {
        let (nth, places) = self.rarest(piece).unwrap_or((0, &[]));
        let end = within.end.min(self.words.len());
        let from = places.partition_point(|&at| (at as usize) < within.start + nth);
        let places = places[from..].iter().map(move |&at| at as usize - nth);
        places
            .take_while(move |at| at + piece.wants.len() <= end)
            .filter(move |&at| self.stands(piece, at))
    }

    fn stands(&self, piece: Piece<'_>, at: usize) -> bool {
        let words = &self.words[at..at + piece.wants.len()];
        words.iter().zip(piece.wants).all(|(&word, want)| self.is(word, want))
    }

    /// Whether a word of the document is the wanted one.
    #[inline]
    pub(super) fn is(&self, word: u32, want: &Want) -> bool {
        word == want.number
            || want.first
                && self.lexicon.folded(word) == want.folded
                && same_but_first(self.lexicon.word(word), &want.normal)
    }
}
