namespace Qianliyan.Benchmarks.Reports;

/// <summary>A limit and what was measured beside it.</summary>
/// <param name="Demand">Such as <c>p99 &lt; 100 ms</c>.</param>
/// <param name="Measured">The figure, with its unit.</param>
/// <param name="IsMet">Whether it keeps the limit.</param>
sealed record Check(string Demand, string Measured, bool IsMet)
{
    public static Check AtLeast(string what, double limit, double measured, string unit) => new(
        FormattableString.Invariant($"{what} >= {limit:#,0.##} {unit}"), Show(measured, unit), measured >= limit);

    public static Check Below(string what, double limit, double measured, string unit) => new(
        FormattableString.Invariant($"{what} < {limit:#,0.##} {unit}"), Show(measured, unit), measured < limit);

    static string Show(double measured, string unit) => Math.Abs(measured) >= 1_000
        ? FormattableString.Invariant($"{measured:#,0} {unit}")
        : FormattableString.Invariant($"{measured:0.###} {unit}");
}
