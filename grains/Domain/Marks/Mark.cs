using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Marks;

/// <summary>
/// One version of a mark (标记): that a condition or a state of the monitoring held from a start to an end. Editing or
/// deleting a mark makes a version with the same <see cref="Id"/> and a higher <see cref="Revision"/>; none is lost.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.Mark")]
public sealed record Mark
{
    /// <summary>Longest time that a sample is taken over: one that says more is a slip of the pen.</summary>
    public const int MostSampleDays = 31;

    /// <summary>Names the mark within its twin, over all its versions.</summary>
    [Id(0)]
    public required string Id { get; init; }

    [Id(1)]
    public required MarkCode Code { get; init; }

    /// <summary>The pollutant that a monitoring mark is about; empty where it is about all.</summary>
    [Id(2)]
    public FactorCode Factor { get; init; }

    /// <summary>Belongs to the mark.</summary>
    [Id(3)]
    public required BeijingTime Start { get; init; }

    /// <summary>Belongs to it no more; not set while the mark is open-ended (未完成).</summary>
    [Id(4)]
    public BeijingTime End { get; init; }

    [Id(5)]
    public required MarkSource Source { get; init; }

    /// <summary>Who marked: an account, or the device.</summary>
    [Id(6)]
    public required string Author { get; init; }

    [Id(7)]
    public string? Reason { get; init; }

    /// <summary>1 for the first version, higher with every edit.</summary>
    [Id(8)]
    public int Revision { get; init; } = 1;

    /// <summary>This version takes the mark back (删除).</summary>
    [Id(9)]
    public bool IsDeleted { get; init; }

    /// <summary>The value of manual monitoring; null for every other mark.</summary>
    [Id(10)]
    public ManualSample? Sample { get; init; }

    public MarkKind Kind => Code.Kind();

    /// <summary>What the authority sampled (执法监测).</summary>
    public bool IsEnforcement => Sample is { Purpose: SamplePurpose.Enforcement };

    public bool IsOpen => !End.IsSet;

    /// <summary>The end, or the end of all time while it is open.</summary>
    public BeijingTime EndOrNever => IsOpen ? new BeijingTime(long.MaxValue) : End;

    public bool Overlaps(BeijingTime start, BeijingTime end) => Start < end && EndOrNever > start;

    /// <summary>What keeps the mark from being taken, in words that name the field; null when nothing does.</summary>
    public string? Problem()
    {
        if (Id.Length is 0 or > 64)
            return $"Id '{Id}' of a mark has not 1 to 64 characters.";
        if (!Enum.IsDefined(Code))
            return $"Code {(byte)Code} of mark {Id} is unknown.";
        if (!Enum.IsDefined(Source))
            return $"Source {(byte)Source} of mark {Id} is unknown.";
        if (Author.Length == 0)
            return $"Author of mark {Id} is empty.";
        if (Revision < 1)
            return $"Revision {Revision} of mark {Id} is below 1.";
        if (!Start.IsSet)
            return $"Start of mark {Id} is not set.";
        return !IsOpen && End <= Start ? $"End {End} of mark {Id} is not after its start {Start}." : SampleProblem();
    }

    string? SampleProblem()
    {
        if (Sample is not { } sample)
            return null;
        if (Code != MarkCode.ManualMonitoring)
            return $"Sample of mark {Id}: only {MarkCode.ManualMonitoring.Term()} has one, not {Code.Term()}.";
        if (sample.Purpose is not (SamplePurpose.SelfMonitoring or SamplePurpose.Enforcement))
            return $"Purpose {(byte)sample.Purpose} of the sample of mark {Id} is unknown.";
        if (IsEnforcement && Source != MarkSource.Bureau)
            return $"Purpose of the sample of mark {Id} is enforcement, but its source is {Source}, not the bureau.";
        if (!sample.Value.HasValue)
            return $"Value of the sample of mark {Id} is not set.";
        if (Factor.IsEmpty)
            return $"Factor of mark {Id} is empty: a sample is of one pollutant.";
        if (IsOpen)
            return $"End of mark {Id} is not set: a sample was taken from a time to a time.";
        return End > Start.AddSeconds(MostSampleDays * BeijingTime.SecondsPerDay)
            ? $"End {End} of mark {Id} is more than {MostSampleDays} days after the start {Start} of the sample."
            : null;
    }
}
