//! The `desksim` command.

fn main() -> std::process::ExitCode {
    desksim::cli::main()
}
