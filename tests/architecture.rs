//! The source tree is the pipeline: imports go one way, and the core has no input, output, clock, threads or hash order.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first; each may use those before it.
const LAYERS: [&str; 11] =
    ["units", "stats", "model", "workload", "engine", "policy", "metric", "scenario", "experiment", "report", "cli"];
/// The layers that only compute.
const CORE: [&str; 6] = ["units", "stats", "model", "workload", "engine", "policy"];
/// What the core must not touch.
const FORBIDDEN: [&str; 13] = [
    "std::fs",
    "std::io",
    "std::thread",
    "std::time",
    "std::env",
    "std::process",
    "rayon",
    "println!",
    "HashMap",
    "HashSet",
    "SystemTime",
    "Instant::now",
    "unsafe",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// What is wrong with a source text of a layer.
fn faults(layer: &str, text: &str) -> Vec<String> {
    let rank = |name: &str| LAYERS.iter().position(|l| *l == name);
    let mut faults = Vec::new();
    // Tests at the foot of a file may use anything.
    let code: Vec<&str> = text.split("#[cfg(test)]\nmod tests {").take(1).collect();
    for line in code.concat().lines().filter(|l| !l.trim_start().starts_with("//")) {
        for part in line.split("crate::").skip(1) {
            let used: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let (Some(of), Some(own)) = (rank(&used), rank(layer))
                && of > own
            {
                faults.push(format!("{layer} uses {used}, which is above it: {line}"));
            }
        }
        if CORE.contains(&layer) {
            let hit = FORBIDDEN.iter().find(|f| line.contains(**f));
            faults.extend(hit.map(|f| format!("{layer} contains `{f}`: {line}")));
        }
    }
    faults
}

#[test]
fn imports_go_one_way_and_the_core_only_computes() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&src, &mut found);
    let mut wrong = Vec::new();
    for path in found {
        let inside = path.strip_prefix(&src).expect("inside");
        let layer = inside.iter().next().map(|l| l.to_string_lossy().into_owned()).unwrap_or_default();
        let test = inside.iter().any(|p| p == "tests" || p == "tests.rs");
        if !test && LAYERS.contains(&layer.as_str()) {
            let text = fs::read_to_string(&path).expect("a source file");
            wrong.extend(faults(&layer, &text).into_iter().map(|f| format!("{}: {f}", inside.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_import_is_noticed() {
    assert_eq!(faults("model", "use crate::engine::Desk;\n").len(), 1);
    assert_eq!(faults("engine", "use crate::model::Model;\n// crate::cli\n").len(), 0);
    assert_eq!(faults("stats", "let m: std::collections::HashMap<u8, u8>;\n").len(), 1);
    assert_eq!(faults("report", "let text = std::fs::read(x);\n").len(), 0);
}
