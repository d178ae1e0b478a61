using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// The registered limits of a point day by day, as its registrations brought them. A limit that is registered in place of
/// another holds from the day that it was registered on, or from its own first day; data of days before, whenever they
/// come, are judged by the limit of then.
/// </summary>
/// <remarks>
/// Limits that a point is first registered with hold for all earlier days, too, as nothing else is known of these; so for a
/// point that was known by its frames alone. A point that was registered without a limit stood under those of the policy, and
/// its first one takes nothing from the days before: it begins like one that replaces another. A list that brings both, a
/// limit dated back and an undated one beside it, says all of the past itself; one that keeps the undated one and adds a
/// dated one, or the other way round, says no more than what it adds. A limit that is taken away leaves one without bounds.
/// </remarks>
public static class LimitHistory
{
    /// <param name="former">The registration before; null before the first.</param>
    /// <param name="history">The limits of all days as they stood with it.</param>
    /// <param name="now">The registration that is taken.</param>
    /// <param name="day">On which it is taken.</param>
    public static ValueList<FactorLimit> Of(
        PointRecord? former, ValueList<FactorLimit> history, PointRecord now, DateOnly day)
    {
        if (former is null)
            return now.Limits;
        if (former.Limits == now.Limits)
            return history;
        var all = new List<FactorLimit>();
        foreach ((FactorCode factor, LimitPeriod period) in
            history.Concat(now.Limits).Select(limit => (limit.Factor, limit.Period)).Distinct())
        {
            FactorLimit[] held = [.. history.Where(limit => limit.IsOf(factor, period))];
            FactorLimit[] said = [.. now.Limits.Where(limit => limit.IsOf(factor, period))];
            FactorLimit[] before = [.. former.Limits.Where(limit => limit.IsOf(factor, period))];
            all.AddRange(said.SequenceEqual(before) ? held : Changed(held, before, said, day));
        }

        return all.ToValueList();
    }

    /// <summary>Limits that name no first day and hold only from that on which they are registered.</summary>
    /// <param name="former">The registration before.</param>
    /// <param name="now">The registration that is taken.</param>
    /// <param name="day">On which it is taken.</param>
    public static IEnumerable<FactorLimit> BeginningOn(PointRecord former, PointRecord now, DateOnly day)
    {
        ValueList<FactorLimit> held = Of(former, former.Limits, now, day);
        return now.Limits.Where(limit =>
            limit.ValidFrom is null && !held.Contains(limit) && held.Contains(limit with { ValidFrom = day }));
    }

    /// <summary>The earliest first day of a limit that only one of two lists has; null where they date none otherwise.</summary>
    public static DateOnly? ChangedFrom(ValueList<FactorLimit> former, ValueList<FactorLimit> now) =>
        former.Except(now).Concat(now.Except(former)).Min(limit => limit.ValidFrom);

    static IEnumerable<FactorLimit> Changed(FactorLimit[] held, FactorLimit[] before, FactorLimit[] said, DateOnly day)
    {
        FactorLimit[] dated = [.. said.Where(limit => limit.ValidFrom is not null)];
        FactorLimit[] undated = [.. said.Where(limit => limit.ValidFrom is null)];
        if (undated.Except(before).Any() && dated.Except(before).Any(limit => limit.ValidFrom <= day))
            return said;
        FactorLimit? current = held.Where(limit => Begins(limit) <= day).MaxBy(Begins);
        FactorLimit[] changes =
        [
            .. undated.Where(limit => limit != Undated(current)).Select(limit => limit with { ValidFrom = day }),
            .. said.Length == 0 && current is { IsBounded: true }
                ? [current with { Upper = default, Lower = default, ValidFrom = day }]
                : dated,
        ];
        DateOnly first = changes.Length == 0 ? DateOnly.MaxValue : changes.Min(Begins);
        return held.Where(limit => Begins(limit) < first && Begins(limit) <= day).Concat(changes);
    }

    static DateOnly Begins(FactorLimit limit) => limit.ValidFrom ?? DateOnly.MinValue;

    static FactorLimit? Undated(FactorLimit? limit) => limit is null ? null : limit with { ValidFrom = null };
}
