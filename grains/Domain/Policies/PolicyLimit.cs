using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// A limit (标准限值) that a policy sets for many points. It applies where everything that it names fits the point;
/// what it leaves out fits every point. Of several that apply, and the registration's own, the strictest decides.
/// </summary>
public sealed record PolicyLimit
{
    public required FactorCode Factor { get; init; }

    /// <summary>Systems (ST) of HJ 212, such as 31 and 32; empty for all.</summary>
    public ValueList<string> Systems { get; init; }

    /// <summary>Kinds of points; empty for all. A point that is not registered has none.</summary>
    public ValueList<PointKind> Kinds { get; init; }

    /// <summary>Industries (行业), as the tags of a point name them; empty for all.</summary>
    public ValueList<string> Industries { get; init; }

    /// <summary>Where it holds; none for the whole country.</summary>
    public RegionPrefix? Region { get; init; }

    /// <summary>Exceeded by an hourly mean above it, in the unit of the point.</summary>
    public Exact Hour { get; init; }

    /// <summary>Exceeded by a daily mean above it, in the unit of the point.</summary>
    public Exact Day { get; init; }

    /// <summary>
    /// Reference oxygen (基准氧含量) that the values hold at, percent by volume; none where nothing is converted. What it is to
    /// a point that is registered with another one is a choice of the policy: <see cref="OtherReference"/>.
    /// </summary>
    public Exact ReferenceOxygen { get; init; }

    /// <summary>The first natural day, Beijing time, whose data it judges; none for all earlier days.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The first natural day whose data it does not judge any more; none while it is in force.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Standard and table or clause, as a finding cites them.</summary>
    public required string Clause { get; init; }

    /// <summary>Where the numbers were read.</summary>
    public required string Source { get; init; }

    /// <summary>The bound for a mean of a period; none where the limit has none.</summary>
    public Exact BoundOf(LimitPeriod period) => period switch
    {
        LimitPeriod.Hour => Hour,
        LimitPeriod.Day => Day,
        _ => Exact.None,
    };

    /// <summary>Whether data of a time are judged by it: the day of the data decides, not the day of judging.</summary>
    public bool HoldsAt(BeijingTime dataTime)
    {
        if (ValidFrom is null && ValidTo is null)
            return true;
        DateOnly day = dataTime.Date;
        return (ValidFrom is not { } from || from <= day) && (ValidTo is not { } end || day < end);
    }

    /// <summary>Whether a point is of those that the limit is for; none for one that is not registered.</summary>
    public bool AppliesTo(TwinName name, PointRecord? record)
    {
        if (Kinds.Count > 0 && (record is null || !Kinds.AsSpan().Contains(record.Kind)))
            return false;
        if (Region is { } region && (record is null || !region.Covers(record.Region)))
            return false;
        return (Systems.Count == 0 || HasSystem(name)) && (Industries.Count == 0 || HasIndustry(record));
    }

    bool HasSystem(TwinName name)
    {
        ReadOnlySpan<char> system = name.Id.AsSpan(name.Id.LastIndexOf('-') + 1);
        foreach (string applicable in Systems.AsSpan())
        {
            if (system.SequenceEqual(applicable))
                return true;
        }

        return false;
    }

    bool HasIndustry(PointRecord? record)
    {
        if (record is null)
            return false;
        foreach (string tag in record.Tags.AsSpan())
        {
            if (Industries.AsSpan().Contains(tag))
                return true;
        }

        return false;
    }
}
