namespace Qianliyan.Domain.Findings;

public enum FindingState : byte
{
    Raised = 1,

    /// <summary>Late or corrected data changed the figures; the finding stands.</summary>
    Revised = 2,

    /// <summary>Late or corrected data took away its ground (撤销).</summary>
    Withdrawn = 3,
}
