using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>When marks have effect (标记规则).</summary>
public sealed record MarkPolicy
{
    /// <summary>The hour of the next day before which a day's marks are made.</summary>
    public required int DeadlineHour { get; init; }

    /// <summary>Whether a mark at that very second is in time.</summary>
    public required bool DeadlineInclusive { get; init; }

    /// <summary>What marks, edits and deletions after the deadline do.</summary>
    public required LateMarks Late { get; init; }

    /// <summary>What the authority's samples do that come, or are corrected, after the deadline: a laboratory takes days.</summary>
    public required LateMarks LateSamples { get; init; }

    /// <summary>What marks that a device makes by its condition words do.</summary>
    public required DeviceMarks Devices { get; init; }

    /// <summary>What the condition words of ST 45 mean; words that are not here make no mark.</summary>
    public required ValueList<DeviceWord> DeviceWords { get; init; }

    public required string Clause { get; init; }
}

public enum LateMarks : byte
{
    /// <summary>Kept, without effect on the days whose deadline had passed; also where it would hurt the plant.</summary>
    Ignored,

    /// <summary>The last version counts, whenever it came.</summary>
    Effective,
}

public enum DeviceMarks : byte
{
    /// <summary>Held against the marks of people; they exempt nothing.</summary>
    Lead,

    /// <summary>They count like the marks of people where those say nothing.</summary>
    Effective,
}

/// <summary>A condition word of ST 45, such as <c>St</c>, and the mark it stands for.</summary>
public sealed record DeviceWord
{
    public required FactorCode Word { get; init; }

    public required MarkCode Code { get; init; }
}
