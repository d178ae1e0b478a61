using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>What marks do to the five-minute furnace temperatures.</summary>
public sealed record SlotMarkPolicy
{
    /// <summary>The marks that end the duty to hold the minimum.</summary>
    public required ValueList<MarkCode> ExemptMarks { get; init; }

    /// <summary>When a partly marked slot counts as marked.</summary>
    public required Coverage SlotCover { get; init; }

    public required MissingSlots Missing { get; init; }
}

public enum MissingSlots : byte
{
    Ignored,

    /// <summary>A slot without a valid mean counts as low once its day is over.</summary>
    Low,
}
