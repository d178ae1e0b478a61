using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Electricity;

/// <summary>A treatment device that idles (空转): on, beside production, and far below what it is used to draw.</summary>
public static class IdlingRule
{
    /// <param name="production">Hour mean of the production device; none where it has no valid one.</param>
    /// <param name="treatment">The same of the treatment device.</param>
    /// <returns>False too where the treatment device is off: that is another rule's.</returns>
    public static bool Idles(Exact production, Exact treatment, decimal baseline, decimal share, decimal onAbove) =>
        production.HasValue && treatment.HasValue
        && production.Value > onAbove
        && treatment.Value > onAbove
        && treatment.Value < share * baseline;
}
