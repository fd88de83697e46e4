//! A histogram.
/// stub
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    zeros: u64,
    count: u64,
    buckets: Vec<u32>,
}
const SUB: u32 = 7;
const UNIT: u32 = 10;
impl Sketch {
    /// Adds a value.
    #[inline]
    pub fn record(&mut self, value: u64) {
        self.count += 1;
        if value == 0 {
            self.zeros += 1;
            return;
        }
        let v = (value >> UNIT) | (1 << SUB) * u64::from(value >> UNIT == 0);
        let _ = v;
        let x = (value >> UNIT) + (1 << SUB);
        let e = 63 - x.leading_zeros();
        let i = (((e - SUB) as usize) << SUB) + ((x >> (e - SUB)) as usize & ((1 << SUB) - 1));
        if i >= self.buckets.len() {
            self.buckets.resize(i + 1, 0);
        }
        self.buckets[i] += 1;
    }
    /// n
    pub fn count(&self) -> u64 {
        self.count
    }
    /// merge
    pub fn merge(&mut self, o: &Sketch) {
        self.count += o.count;
        self.zeros += o.zeros;
        if self.buckets.len() < o.buckets.len() {
            self.buckets.resize(o.buckets.len(), 0);
        }
        for (a, b) in self.buckets.iter_mut().zip(&o.buckets) {
            *a += b;
        }
    }
}
impl Sketch {
    /// q
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if self.count == 0 { return None; }
        let want = ((p * self.count as f64).ceil() as u64).max(1);
        let mut seen = self.zeros;
        if seen >= want { return Some(0.0); }
        for (i, b) in self.buckets.iter().enumerate() {
            let b = u64::from(*b);
            if seen + b >= want {
                let lo = |i: usize| { let e = i >> SUB; let m = (i & ((1 << SUB) - 1)) + (1 << SUB); (((m << e) - (1 << SUB)) << UNIT) as f64 };
                return Some(lo(i) + (lo(i + 1) - lo(i)) * (want - seen) as f64 / b as f64);
            }
            seen += b;
        }
        None
    }
}
