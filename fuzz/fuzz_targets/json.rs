//! Any bytes at all, opened as a story in JSON.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    lorescope_fuzz::judged("story.json", bytes);
});
