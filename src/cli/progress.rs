//! Progress for a person who waits, and Ctrl-C.

use crate::experiment::Watch;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Does long work under a watch that Ctrl-C stops, showing a bar on a terminal once a second has passed.
pub(super) fn watched<T: Send>(quiet: bool, total: usize, work: impl FnOnce(&Watch) -> T + Send) -> T {
    let watch = Arc::new(Watch::default());
    let for_signal = Arc::clone(&watch);
    // A handler that is already set belongs to this process too; without one Ctrl-C ends the program at once.
    let _ = ctrlc::set_handler(move || for_signal.stop.store(true, Ordering::Relaxed));
    std::thread::scope(|scope| {
        let working = scope.spawn(|| work(&watch));
        if !quiet {
            show(&watch, total, || working.is_finished());
        }
        match working.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn show(watch: &Watch, total: usize, finished: impl Fn() -> bool) {
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
    if bar.is_hidden() {
        return;
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} runs, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let begun = Instant::now();
    while !finished() {
        std::thread::sleep(Duration::from_millis(20));
        if begun.elapsed() > Duration::from_secs(1) {
            let done = watch.finished.load(Ordering::Relaxed) as u64;
            bar.set_length(done.max(total as u64));
            bar.set_position(done);
        }
    }
    bar.finish_and_clear();
}
