//! Every command of the front page works as it stands there.

use std::path::Path;
use std::process::Command;

/// Commands in blocks marked `sh` that start the program, without what cargo needs.
fn commands(page: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut shell = false;
    for line in page.lines() {
        if line.starts_with("```") {
            shell = line.trim_end() == "```sh";
        } else if shell && let Some(arguments) = line.trim().strip_prefix("cargo run --release -- ") {
            let arguments = arguments.split(" #").next().unwrap_or_default();
            commands.push(arguments.trim().to_string());
        }
    }
    commands
}

/// Words of a command line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    quoted
        .flat_map(|(i, part)| match i % 2 {
            0 => part.split_whitespace().map(String::from).collect(),
            _ => vec![part.to_string()],
        })
        .collect()
}

#[test]
fn every_command_of_the_front_page_works() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    let commands = commands(&page);
    assert!(commands.len() >= 5, "{commands:?}");
    assert!(commands.iter().any(|c| c == "run scenarios/service-desk"));
    let folder = tempfile::tempdir().expect("a folder to work in");
    for command in commands {
        let mut arguments = words(&command);
        let first = arguments.first().cloned().unwrap_or_default();
        if ["run", "compare", "policies"].contains(&first.as_str()) {
            // The last of a repeated option would be refused: only what the command does not say itself is added.
            for (option, value) in [("--replications", "2"), ("--weeks", "2"), ("--quiet", "")] {
                if !arguments.iter().any(|a| a == option) {
                    arguments.push(option.to_string());
                    arguments.extend((!value.is_empty()).then(|| value.to_string()));
                }
            }
        }
        // Shipped files stay where they are; what a command makes goes into the temporary folder, as does what it made before.
        let placed = arguments.iter().map(|a| match a.strip_prefix("scenarios/") {
            Some(_) => root.join(a).display().to_string(),
            None => a.clone(),
        });
        let output = Command::new(env!("CARGO_BIN_EXE_desksim"))
            .args(placed)
            .current_dir(folder.path())
            .output()
            .expect("the program starts");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "cargo run --release -- {command}\n{errors}");
        assert!(!output.stdout.is_empty(), "cargo run --release -- {command} prints nothing");
    }
}

const BEGIN: &str = "<!-- result: begin -->\n";
const END: &str = "<!-- result: end -->";

/// The result on the front page is what the command above it prints, as far as the answer.
#[test]
fn the_result_on_the_front_page_is_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("README.md");
    let page = std::fs::read_to_string(&path).expect("README.md").replace("\r\n", "\n");
    let (before, rest) = page.split_once(BEGIN).expect("the marker where the result begins");
    let (_, after) = rest.split_once(END).expect("the marker where the result ends");
    let output = Command::new(env!("CARGO_BIN_EXE_desksim"))
        .args(["run", "scenarios/service-desk"])
        .current_dir(root)
        .output()
        .expect("the program starts");
    let printed = String::from_utf8(output.stdout).expect("text");
    let first_screen: Vec<&str> = printed.split("\n\n").take(3).map(str::trim_end).collect();
    let wanted = format!("{before}{BEGIN}```text\n{}\n...\n```\n{END}{after}", first_screen.join("\n\n"));
    if page == wanted {
        return;
    }
    if std::env::var_os("DESKSIM_BLESS").is_some() {
        std::fs::write(&path, wanted).expect("README.md can be written");
        return;
    }
    panic!(
        "README.md shows another result than\n{}\nupdate it: DESKSIM_BLESS=1 cargo test --test readme",
        first_screen.join("\n\n")
    );
}
