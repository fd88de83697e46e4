//! Tickets a second and peak memory of the whole program on the three workloads of `benches/desks`, and what share of the
//! least possible work that is.
//!
//! ```text
//! cargo bench --bench throughput
//! DESKSIM_LIMIT=path/to/limit cargo bench --bench throughput
//! ```
//!
//! Every run is a process of its own, `desksim run DESK --threads 1 --quiet` as a user types it: reading the folder, 20
//! replications of 500,000 tickets, the default report. With `DESKSIM_LIMIT` each is followed, or preceded, by the same
//! number of tickets in the limit program (a simulator with the workload compiled in and nothing else; W1 and W2 event by
//! event), in turns, so that both meet the same machine; ratios are of such pairs. `DESKSIM_PAIRS` is how many (5).
//!
//! Times are read by this program's clock; processor times and peak memory come from the system when it hands over the
//! ended process (`wait4`, resident set; never less than this program's own, which is small). Processor time is the better
//! of the two where other programs want the same processors. Medians, and least to greatest in brackets.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// A desk, and the limit program's name for it.
const WORKLOADS: [(&str, &str); 3] = [("w1", "w1des"), ("w2", "w2des"), ("w3", "w3")];
/// Replications and tickets of each, as the desks say.
const REPLICATIONS: u32 = 20;
const TICKETS: u32 = 500_000;
/// Tickets of a replication where memory is compared, two replications each.
const LENGTHS: [u32; 2] = [500_000, 5_000_000];

/// What a process took.
#[derive(Clone, Copy)]
struct Cost {
    /// Seconds by the clock.
    wall: f64,
    /// Seconds of processor time.
    processor: f64,
    /// Peak resident memory in MiB.
    memory: f64,
}

fn cost(command: &mut Command) -> io::Result<Cost> {
    let start = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
    let used = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !used.status.success() {
        return Err(io::Error::other(format!("{command:?}: {}", used.status)));
    }
    let processor = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Cost { wall, processor, memory: used.rusage.maxrss as f64 / f64::from(1 << 20) })
}

fn product(desk: &Path) -> io::Result<Cost> {
    cost(Command::new(env!("CARGO_BIN_EXE_desksim")).arg("run").arg(desk).args(["--threads", "1", "--quiet"]))
}

fn limit(program: &Path, workload: &str) -> io::Result<Cost> {
    let (tickets, replications) = (TICKETS.to_string(), REPLICATIONS.to_string());
    cost(Command::new(program).args([workload, "--tickets", &tickets, "--reps", &replications, "--seed", "1"]))
}

/// Median, with the least and the greatest in brackets.
fn spread(values: impl Iterator<Item = f64>, digits: usize) -> String {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let (Some(least), Some(greatest)) = (values.first(), values.last()) else { return "-".into() };
    let median = (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0;
    format!("{median:.digits$} ({least:.digits$}-{greatest:.digits$})")
}

fn row(cells: [&str; 6]) {
    let [name, cells @ ..] = cells;
    let cells: Vec<String> = cells.iter().map(|c| format!("{c:>19}")).collect();
    println!("{name:<10}{}", cells.concat());
}

fn compare(desks: &Path, against: Option<&Path>, pairs: usize) -> io::Result<()> {
    let millions = f64::from(REPLICATIONS) * f64::from(TICKETS) / 1e6;
    row(["", "M tickets/s", "by processor time", "peak MiB", "% of limit", "by processor time"]);
    for (desk, workload) in WORKLOADS {
        let folder = desks.join(desk);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for pair in 0..pairs {
            if pair % 2 == 0 {
                ours.push(product(&folder)?);
            }
            if let Some(program) = against {
                theirs.push(limit(program, workload)?);
            }
            if pair % 2 == 1 {
                ours.push(product(&folder)?);
            }
        }
        let both = || ours.iter().zip(&theirs);
        row([
            desk,
            &spread(ours.iter().map(|c| millions / c.wall), 2),
            &spread(ours.iter().map(|c| millions / c.processor), 2),
            &spread(ours.iter().map(|c| c.memory), 1),
            &spread(both().map(|(o, t)| 100.0 * t.wall / o.wall), 1),
            &spread(both().map(|(o, t)| 100.0 * t.processor / o.processor), 1),
        ]);
        if !theirs.is_empty() {
            let rate = |seconds: fn(&Cost) -> f64| spread(theirs.iter().map(|c| millions / seconds(c)), 2);
            let memory = spread(theirs.iter().map(|c| c.memory), 1);
            row(["  limit", &rate(|c| c.wall), &rate(|c| c.processor), &memory, "", ""]);
        }
    }
    Ok(())
}

/// Peak memory against the length of a run.
fn memory(desks: &Path) -> io::Result<()> {
    println!("\nPeak MiB by tickets of a replication, two replications");
    for (desk, _) in WORKLOADS {
        let mut cells = Vec::new();
        for tickets in LENGTHS {
            let copy = tempfile::tempdir()?;
            for table in std::fs::read_dir(desks.join(desk))? {
                let table = table?;
                std::fs::copy(table.path(), copy.path().join(table.file_name()))?;
            }
            let settings = copy.path().join("desk.csv");
            let text = std::fs::read_to_string(&settings)?;
            let shorter = |line: &str| match line.split(',').next() {
                Some("tickets") => format!("tickets,{tickets}\n"),
                Some("replications") => "replications,2\n".to_string(),
                _ => format!("{line}\n"),
            };
            std::fs::write(settings, text.lines().map(shorter).collect::<String>())?;
            cells.push(format!("{tickets}: {:.1}", product(copy.path())?.memory));
        }
        println!("{desk:<10}{}", cells.join("   "));
    }
    Ok(())
}

fn main() -> ExitCode {
    // `cargo test --benches` only wants to know whether this compiles.
    if !std::env::args().any(|a| a == "--bench") {
        return ExitCode::SUCCESS;
    }
    let desks = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/desks");
    let program = std::env::var_os("DESKSIM_LIMIT").map(PathBuf::from);
    let pairs = std::env::var("DESKSIM_PAIRS").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    println!(
        "{REPLICATIONS} replications of {TICKETS} tickets, one thread, whole process, median of {pairs} (least-greatest)"
    );
    match compare(&desks, program.as_deref(), pairs).and_then(|()| memory(&desks)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
