using HdrHistogram;

namespace Qianliyan.Benchmarks.Reports;

/// <summary>Percentiles of a stretch of time, in milliseconds.</summary>
readonly record struct Latency(double P50, double P99, double P999)
{
    /// <summary>Of a histogram whose values are microseconds.</summary>
    public static Latency Of(HistogramBase histogram) => new(
        At(histogram, 50), At(histogram, 99), At(histogram, 99.9));

    static double At(HistogramBase histogram, double percentile) =>
        histogram.TotalCount == 0 ? double.NaN : histogram.GetValueAtPercentile(percentile) / 1000.0;
}
