//! x
use super::prune::inspect;
use crate::diag::FileId;

pub(super) fn told(text: &str) -> Vec<String> {
    let inspection = inspect(FileId(0), text);
    let mut lines: Vec<String> = inspection.findings.iter().map(|finding| {
        let place = finding.place.as_ref().expect("every fault of shape has a place");
        let help = finding.help.as_deref().expect("every fault of shape has help");
        format!("{}..{} {}: {}; {help}", place.start, place.end, finding.rule, finding.message)
    }).collect();
    lines.push(inspection.json);
    lines
}

#[test]
fn dump() {
    let text = std::fs::read_to_string("/tmp/cases.json").unwrap();
    let cases: Vec<String> = serde_json::from_str(&text).unwrap();
    for case in cases {
        println!("== {case}");
        for line in told(&case) { println!("   {line}"); }
    }
}
