//! The `desksim` command.

fn main() {}
