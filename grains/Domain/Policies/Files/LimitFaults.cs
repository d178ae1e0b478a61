namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// Limits that a file gives in vain. What it extends may say more than the file's region needs, and a file may be stricter
/// than what it extends: only lines of one file are held against each other.
/// </summary>
static class LimitFaults
{
    /// <summary>As many as are read: a file of thousands of limits that say one thing has one fault often enough.</summary>
    const int MostFaults = 100;

    public static IEnumerable<(string Path, string Reason)> Of(Policy policy, PolicyMap root) =>
        All(policy, root).Take(MostFaults);

    static IEnumerable<(string Path, string Reason)> All(Policy policy, PolicyMap root)
    {
        string[] files = [.. ((PolicyList)root.Find("limits")!).Items.Select(item => item.Place.File)];
        string own = root.Find("version")!.Place.File;
        var alike = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < policy.Limits.Count; i++)
        {
            PolicyLimit limit = policy.Limits[i];
            if (files[i] == own && policy.Region is { } region && limit.Region is { } where && !Meet(region, where))
                yield return ($"limits[{i}].region", $"is no part of the file's region {region}: the limit never holds");
            string key = $"{files[i]}|{WhatFor(limit)}";
            if (!alike.TryGetValue(key, out List<int>? earlier))
                alike.Add(key, earlier = []);
            if (FirstRepeated(policy, limit, earlier) is var (former, period))
            {
                yield return (
                    $"limits[{i}].{period}",
                    $"bounds {limit.Factor} at the same points on the same days as limits[{former}].{period}: only the stricter can hold");
            }

            foreach ((string crossed, string reason) in earlier.SelectMany(former => Crossed(policy, former, i)))
                yield return (crossed, reason);
            earlier.Add(i);
        }
    }

    static (int Former, string Period)? FirstRepeated(Policy policy, PolicyLimit limit, List<int> earlier)
    {
        foreach (int former in earlier)
        {
            if (PeriodOfBoth(limit, policy.Limits[former]) is { } period)
                return (former, period);
        }

        return null;
    }

    /// <summary>An hourly bound below the daily one that the same clause gives on another line.</summary>
    static IEnumerable<(string Path, string Reason)> Crossed(Policy policy, int former, int index)
    {
        PolicyLimit one = policy.Limits[former], other = policy.Limits[index];
        if (one.Clause != other.Clause || !BeginsBeforeEndOf(one, other) || !BeginsBeforeEndOf(other, one))
            yield break;
        if (other.Hour.HasValue && one.Day.HasValue && other.Hour < one.Day)
        {
            yield return (
                $"limits[{index}].hour", $"is below limits[{former}].day of the same clause, which is {one.Day}");
        }

        if (other.Day.HasValue && one.Hour.HasValue && other.Day > one.Hour)
        {
            yield return (
                $"limits[{index}].day", $"is above limits[{former}].hour of the same clause, which is {one.Hour}");
        }
    }

    /// <summary>What a limit is for, but its days: factor, region, reference oxygen, systems, kinds and industries.</summary>
    static string WhatFor(PolicyLimit limit) => string.Join(
        '|',
        limit.Factor,
        limit.Region,
        limit.ReferenceOxygen,
        string.Join(',', limit.Systems.Order()),
        string.Join(',', limit.Kinds.Order()),
        string.Join(',', limit.Industries.Order()));

    static bool Meet(RegionPrefix one, RegionPrefix other) => one.Covers(other.Region) || other.Covers(one.Region);

    /// <summary>The bound that two limits for the same points both give; none where their days differ.</summary>
    static string? PeriodOfBoth(PolicyLimit one, PolicyLimit other) =>
        !BeginsBeforeEndOf(one, other) || !BeginsBeforeEndOf(other, one) ? null
        : one.Hour.HasValue && other.Hour.HasValue ? "hour"
        : one.Day.HasValue && other.Day.HasValue ? "day"
        : null;

    static bool BeginsBeforeEndOf(PolicyLimit one, PolicyLimit other) =>
        one.ValidFrom is not { } from || other.ValidTo is not { } end || from < end;
}
