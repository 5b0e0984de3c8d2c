//! A page of questions, read.

/// A row of a page: a question and what ought to be heard.
pub struct Row {
    /// The line of the page, counted from one.
    pub line: usize,
    /// What is asked.
    pub question: String,
    /// What ought to be heard: any of these.
    pub answer: Vec<Expected>,
    /// Why, or why not.
    pub remark: String,
}

/// What ought to be heard, as it is written and as it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// As it is written.
    pub words: String,
    /// As it is meant.
    pub wanted: Wanted,
}

/// What ought to be heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// These and no others, in any order, each with whether it is only possible.
    These(Vec<(String, bool)>),
    /// These pairs and no others; nobody is an empty id.
    Pairs(Vec<(String, String)>),
    /// All of the first somewhere, and none of the second in the rows.
    Among(Vec<String>, Vec<String>),
    /// A verdict: `yes`, `no` or `unknown`.
    Verdict(&'static str),
    /// A number, and whether it is only a lower bound that the story tells.
    Number(u64, bool),
    /// Words in a row.
    Words(String),
    /// No answer.
    Refused,
}

impl Expected {
    /// Reads one way of being right.
    fn read(words: &str) -> Self {
        let list = |words: &str| -> Vec<String> { words.split(", ").map(|id| id.trim().to_owned()).collect() };
        let wanted = if let Some(rest) = words.strip_prefix("among ") {
            let (there, not) = rest.split_once("; not ").unwrap_or((rest, ""));
            let not = if not.is_empty() { Vec::new() } else { list(not) };
            Wanted::Among(list(there), not)
        } else if words.contains(" → ") {
            let pairs = words
                .split("; ")
                .map(|pair| pair.split_once(" → ").expect("a pair has an arrow"));
            let id = |id: &str| if id == "nobody" { String::new() } else { id.to_owned() };
            Wanted::Pairs(pairs.map(|(a, b)| (id(a), id(b))).collect())
        } else if let Some(quoted) = words.strip_prefix('"') {
            Wanted::Words(quoted.trim_end_matches('"').to_owned())
        } else if let Ok(number) = words.strip_prefix("over ").unwrap_or(words).parse() {
            Wanted::Number(number, words.starts_with("over "))
        } else {
            match words {
                "nobody" => Wanted::These(Vec::new()),
                "yes" => Wanted::Verdict("yes"),
                "no" => Wanted::Verdict("no"),
                "unknown" => Wanted::Verdict("unknown"),
                "refused" => Wanted::Refused,
                _ => Wanted::These(
                    list(words)
                        .iter()
                        .map(|id| (id.trim_end_matches('?').to_owned(), id.ends_with('?')))
                        .collect(),
                ),
            }
        };
        Self {
            words: words.to_owned(),
            wanted,
        }
    }

    /// The ids it names.
    pub fn ids(&self) -> Vec<&String> {
        match &self.wanted {
            Wanted::These(these) => these.iter().map(|(id, _)| id).collect(),
            Wanted::Pairs(pairs) => pairs
                .iter()
                .flat_map(|(a, b)| [a, b])
                .filter(|id| !id.is_empty())
                .collect(),
            Wanted::Among(there, not) => there.iter().chain(not).collect(),
            Wanted::Verdict(_) | Wanted::Number(..) | Wanted::Words(_) | Wanted::Refused => Vec::new(),
        }
    }
}

/// The questions of a page.
pub fn read(page: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for (nth, line) in page.lines().enumerate() {
        let Some(inside) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
            continue;
        };
        let cells: Vec<&str> = inside.split('|').map(str::trim).collect();
        let [question, answer, remark] = cells[..] else {
            panic!("line {}: a row has three cells", nth + 1);
        };
        if question == "question" || question.starts_with("---") {
            continue;
        }
        rows.push(Row {
            line: nth + 1,
            question: question.to_owned(),
            answer: answer.split(" or ").map(Expected::read).collect(),
            remark: remark.to_owned(),
        });
    }
    rows
}

#[test]
fn a_row_is_read_as_it_is_meant() {
    let wanted = |words: &str| Expected::read(words).wanted;
    let these = |ids: &[(&str, bool)]| Wanted::These(ids.iter().map(|&(id, maybe)| (id.to_owned(), maybe)).collect());
    assert_eq!(wanted("ada, bo?"), these(&[("ada", false), ("bo", true)]));
    assert_eq!(wanted("nobody"), these(&[]));
    assert_eq!(wanted("over 800"), Wanted::Number(800, true));
    assert_eq!(wanted("\"Cardassian\""), Wanted::Words("Cardassian".to_owned()));
    assert_eq!(
        wanted("nobody → ada; bo → cy"),
        Wanted::Pairs(vec![
            (String::new(), "ada".to_owned()),
            ("bo".to_owned(), "cy".to_owned())
        ])
    );
    assert_eq!(
        wanted("among ada, bo; not cy"),
        Wanted::Among(vec!["ada".to_owned(), "bo".to_owned()], vec!["cy".to_owned()])
    );
    let rows = read("| question | answer | remark |\n| --- | --- | --- |\n| Who? | yes or refused | |\n");
    assert_eq!((rows.len(), rows[0].line, rows[0].answer.len()), (1, 3, 2));
}
