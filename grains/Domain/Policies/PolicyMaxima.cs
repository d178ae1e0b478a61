using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// Largest plausible values that leave nothing to find: what is above them is no measurement, so nothing could be over
/// a number above them.
/// </summary>
static class PolicyMaxima
{
    public static IEnumerable<(string Path, string Reason)> Faults(Policy policy)
    {
        IReadOnlyList<PlausibleMaximum> maxima = policy.Points.Validity.Maxima;
        for (int i = 0; i < maxima.Count; i++)
        {
            PlausibleMaximum plausible = maxima[i];
            string path = $"points.validity.maxima[{i}].maximum";
            Bound[] bounds = [.. Bounds(policy).Where(bound => bound.Factor == plausible.Factor)];
            Bound[] beyond = [.. bounds.Where(bound => bound.IsBeyond(plausible.Maximum.Value))];
            bool isToBlame = beyond.Length > 0 && beyond.Length == bounds.Length;
            if (isToBlame)
                yield return (path, $"leaves nothing to find over {beyond[0].Path}, {Which(beyond[0].Value)}");
            foreach (Bound bound in isToBlame ? [] : beyond)
                yield return (bound.Path, $"leaves nothing to find up to {path}, {Which(plausible.Maximum)}");
            decimal minimum = policy.Furnace.MinimumCelsius;
            if (plausible.Factor == policy.Furnace.TemperatureFactor && plausible.Maximum <= minimum)
                yield return (path, $"is not above furnace.minimumCelsius, {Which(minimum)}");
            if (plausible.Factor == policy.Oxygen.Factor && plausible.Maximum < policy.Oxygen.AirPercent)
                yield return (path, $"is below oxygen.airPercent, {Which(policy.Oxygen.AirPercent)}");
        }
    }

    /// <summary>The numbers over which something is found.</summary>
    static IEnumerable<Bound> Bounds(Policy policy)
    {
        for (int i = 0; i < policy.Limits.Count; i++)
        {
            PolicyLimit limit = policy.Limits[i];
            if (limit.Hour.HasValue)
                yield return new Bound($"limits[{i}].hour", limit.Factor, limit.Hour.Value, IsFoundAt: false);
            if (limit.Day.HasValue)
                yield return new Bound($"limits[{i}].day", limit.Factor, limit.Day.Value, IsFoundAt: false);
        }

        for (int i = 0; i < policy.Cells.Steps.Count; i++)
        {
            CellSteps steps = policy.Cells.Steps[i];
            yield return new Bound($"cells.steps[{i}].exceeded", steps.Factor, steps.Exceeded, IsFoundAt: true);
        }

        for (int i = 0; i < policy.Contrast.Factors.Count; i++)
        {
            ContrastFactor contrast = policy.Contrast.Factors[i];
            yield return new Bound($"contrast.factors[{i}].floor", contrast.Factor, contrast.Floor, IsFoundAt: true);
        }

        ExemptPolicy exempt = policy.Furnace.Exempt;
        yield return new Bound("furnace.exempt.pmLimit", exempt.PmFactor, exempt.PmLimit, IsFoundAt: false);
    }

    static string Which(Exact value) => $"which is {value}";

    /// <param name="Path">Its field.</param>
    /// <param name="Factor">What it bounds.</param>
    /// <param name="Value">In the unit of the factor.</param>
    /// <param name="IsFoundAt">Whether a value that reaches it is found, not only one above.</param>
    readonly record struct Bound(string Path, FactorCode Factor, decimal Value, bool IsFoundAt)
    {
        public bool IsBeyond(decimal maximum) => Value > maximum || (Value == maximum && !IsFoundAt);
    }
}
