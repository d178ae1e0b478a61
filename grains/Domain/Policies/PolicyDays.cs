namespace Qianliyan.Domain.Policies;

/// <summary>Days of a policy in years that nobody means: a slip of the keys would hold for ever, or never.</summary>
static class PolicyDays
{
    const int FirstYear = 1970;
    const int LastYear = 2100;

    public static IEnumerable<(string Path, string Reason)> Faults(Policy policy) =>
        Named(policy).Where(named => named.Day.Year is < FirstYear or > LastYear)
            .Select(named => (named.Path, $"is no day from {FirstYear} to {LastYear}"));

    /// <summary>The days that a policy names, with their fields.</summary>
    public static IEnumerable<(string Path, DateOnly Day)> Named(Policy policy)
    {
        for (int i = 0; i < policy.Limits.Count; i++)
        {
            if (policy.Limits[i].ValidFrom is { } from)
                yield return ($"limits[{i}].validFrom", from);
            if (policy.Limits[i].ValidTo is { } to)
                yield return ($"limits[{i}].validTo", to);
        }

        for (int i = 0; i < policy.LegalBases.Count; i++)
        {
            yield return ($"legalBases[{i}].from", policy.LegalBases[i].From);
            if (policy.LegalBases[i].To is { } to)
                yield return ($"legalBases[{i}].to", to);
        }

        for (int i = 0; i < policy.Points.Validity.NotAveraged.Count; i++)
            yield return ($"points.validity.notAveraged[{i}].daysFrom", policy.Points.Validity.NotAveraged[i].DaysFrom);
        yield return ("legal.actsFrom", policy.Legal.ActsFrom);
    }
}
