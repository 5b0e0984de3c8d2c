//! The program `lore`.

fn main() {
    lorescope::cli::main();
}
