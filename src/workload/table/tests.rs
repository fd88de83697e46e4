use super::*;
use std::time::Instant;

#[test]
fn probe() {
    for shape in [
        Shape::Exponential,
        Shape::Erlang { stages: 3 },
        Shape::Erlang { stages: 10_000 },
        Shape::Gamma { cv: 0.01 },
        Shape::Gamma { cv: 0.1 },
        Shape::Gamma { cv: 0.3 },
        Shape::Gamma { cv: 2.5 },
        Shape::Gamma { cv: 10.0 },
        Shape::Lognormal { cv: 0.01 },
        Shape::Lognormal { cv: 1.2 },
        Shape::Lognormal { cv: 4.0 },
        Shape::Lognormal { cv: 10.0 },
        Shape::Weibull { cv: 0.01 },
        Shape::Weibull { cv: 0.5 },
        Shape::Weibull { cv: 2.0 },
        Shape::Weibull { cv: 10.0 },
    ]
    .into_iter()
    .chain([1.0, 2.0, 5.0, 10.0].map(|cv| {
        Law::parse("hyperexponential", Some(1.0), Some(cv), 1.0)
            .unwrap()
            .shape
    })) {
        let start = Instant::now();
        let tails = tails::Tails::of(&shape).unwrap();
        let (cells, worst) = build::cells(&tails);
        println!(
            "{shape:?}: {:?} cells {} worst {worst:.2e} mean-1 {:.2e} bits lower {:?} upper {:?}",
            start.elapsed(),
            cells.cubics.len(),
            cells.mean() - 1.0,
            cells.octaves[..6]
                .iter()
                .map(|o| o.bits)
                .collect::<Vec<_>>(),
            cells.octaves[64..80]
                .iter()
                .map(|o| o.bits)
                .collect::<Vec<_>>(),
        );
    }
}
