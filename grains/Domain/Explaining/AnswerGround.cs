namespace Qianliyan.Domain.Explaining;

/// <summary>Why a rule found something on a window, or did not.</summary>
public enum AnswerGround : byte
{
    None = 0,

    /// <summary>It did: a finding is in force.</summary>
    Found = 1,

    /// <summary>The figure was judged and complies.</summary>
    Complies = 2,

    /// <summary>There is a figure, but it does not count: too few minutes or hours, a flag, oxygen.</summary>
    NotValid = 3,

    /// <summary>豁免: marks take away what would have been over, or what a verdict needs.</summary>
    Exempt = 4,

    /// <summary>A counter has not reached its threshold.</summary>
    BelowThreshold = 5,

    /// <summary>No limit holds for it.</summary>
    NoLimit = 6,

    /// <summary>Nothing came.</summary>
    NoData = 7,

    /// <summary>The window is not over, and is judged when it is.</summary>
    Open = 8,

    /// <summary>The rule does not apply to twins like this one.</summary>
    NotConcerned = 9,

    /// <summary>Longer ago than what the twin still counts.</summary>
    OutOfReach = 10,
}
