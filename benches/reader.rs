//! Reading desk folders, with everything found out before a run, and a year of recorded tickets.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use desksim::scenario::{self, history};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// Tickets of the recorded year: about a thousand a week.
const RECORDED: u64 = 50_000;

/// Every folder that holds a desk: those shipped and those of the benches.
fn desks() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut desks: Vec<PathBuf> = ["scenarios", "benches/desks"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok())
        .flatten()
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|folder| folder.join("team.csv").is_file())
        .collect();
    desks.sort();
    desks
}

fn folders(c: &mut Criterion) {
    let mut group = c.benchmark_group("desk folder");
    for desk in desks() {
        let name = desk.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes: u64 = std::fs::read_dir(&desk)
            .map(|files| files.filter_map(|f| f.ok()?.metadata().ok()).map(|m| m.len()).sum())
            .unwrap_or(0);
        assert!(scenario::read(&desk).is_ok(), "{} has mistakes", desk.display());
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(BenchmarkId::from_parameter(name), |b| b.iter(|| scenario::read(black_box(&desk))));
    }
    group.finish();
}

/// A year of tickets, evenly spread, with all columns that a run can take.
fn year() -> String {
    let start = jiff::civil::date(2024, 1, 1).at(0, 0, 0, 0);
    let mut text = String::from("number,opened_at,kind,priority,work_minutes,assignment_group,contact_type\n");
    for n in 0..RECORDED {
        let seconds = n * 366 * 86_400 / RECORDED;
        let opened = start + jiff::Span::new().seconds(seconds as i64);
        let kind = ["hardware", "software", "network"][n as usize % 3];
        let (priority, work, channel) = (1 + n % 4, 3 + n % 57, ["phone", "mail", "portal"][n as usize % 3]);
        let opened = opened.strftime("%Y-%m-%d %H:%M:%S");
        let _ = writeln!(text, "INC{n:07},{opened},{kind},P{priority},{work},Group {},{channel}", n % 12);
    }
    text
}

fn recorded(c: &mut Criterion) {
    let mut group = c.benchmark_group("recorded tickets");
    group.throughput(Throughput::Elements(RECORDED)).sample_size(20);
    let folder = tempfile::tempdir().expect("a folder for the file");
    let file = folder.path().join("year.csv");
    std::fs::write(&file, year()).expect("the file is written");
    let mapping = history::Mapping::default();
    let read = || history::read(&file, &mapping, &["hardware", "software", "network"], 4);
    let tickets = read().expect("a file without mistakes").tickets;
    assert_eq!(tickets.len() as u64, RECORDED);
    assert!(tickets.iter().all(|t| t.recorded.kind.is_some() && t.recorded.work.is_some() && t.group.is_some()));
    group.bench_function("a year, read", |b| b.iter(&read));
    let history = read().expect("a file without mistakes");
    let (first, last) = history.dates().expect("tickets");
    group.bench_function("a year, measured", |b| b.iter(|| history::measure(black_box(&history), first, last)));
    group.finish();
}

criterion_group!(benches, folders, recorded);
criterion_main!(benches);
