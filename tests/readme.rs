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
        if ["run", "compare"].contains(&first.as_str()) {
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
