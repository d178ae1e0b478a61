using System.Collections;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies;

/// <summary>The limits of a policy in the order of its file, found by factor without a walk over all of them.</summary>
[CollectionBuilder(typeof(PolicyLimits), nameof(Create))]
public sealed class PolicyLimits : IReadOnlyList<PolicyLimit>
{
    readonly PolicyLimit[] _limits;
    readonly FrozenDictionary<FactorCode, PolicyLimit[]> _byFactor;

    PolicyLimits(PolicyLimit[] limits)
    {
        _limits = limits;
        _byFactor = limits.GroupBy(limit => limit.Factor).ToFrozenDictionary(same => same.Key, same => same.ToArray());
    }

    public int Count => _limits.Length;

    public PolicyLimit this[int index] => _limits[index];

    /// <summary>The limits of a factor, whatever points they are for.</summary>
    public ReadOnlySpan<PolicyLimit> Of(FactorCode factor) =>
        _byFactor.TryGetValue(factor, out PolicyLimit[]? limits) ? limits : [];

    public static PolicyLimits Create(ReadOnlySpan<PolicyLimit> limits) => new(limits.ToArray());

    /// <summary>Limits without a bound or against sense, and spans without a day.</summary>
    /// <param name="airPercent">Oxygen of air, volume per cent.</param>
    internal IEnumerable<(string Path, string Reason)> Faults(Exact airPercent)
    {
        for (int i = 0; i < _limits.Length; i++)
        {
            PolicyLimit limit = _limits[i];
            if (!limit.Hour.HasValue && !limit.Day.HasValue)
                yield return ($"limits[{i}]", $"{limit.Factor} has neither hour nor day");
            if (limit.Hour.HasValue && limit.Day.HasValue && limit.Hour < limit.Day)
            {
                yield return (
                    $"limits[{i}].hour", $"is below day, which is {limit.Day}: hours that keep it keep the day");
            }

            for (int s = 0; s < limit.Systems.Count; s++)
            {
                if (limit.Systems[s] is not [(>= '1' and <= '9') or (>= 'A' and <= 'Z'), >= '0' and <= '9'])
                    yield return ($"limits[{i}].systems[{s}]", "is no system code (ST) of HJ 212: two characters such as 31");
            }

            if (limit.ReferenceOxygen.HasValue && limit.ReferenceOxygen >= airPercent)
                yield return ($"limits[{i}].referenceOxygen", $"is not below oxygen.airPercent, which is {airPercent}");
            if (limit is { ValidFrom: { } from, ValidTo: { } end } && end <= from)
                yield return ($"limits[{i}].validTo", $"is not after the first day {from:yyyy-MM-dd}");
        }
    }

    public IEnumerator<PolicyLimit> GetEnumerator() => ((IEnumerable<PolicyLimit>)_limits).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
