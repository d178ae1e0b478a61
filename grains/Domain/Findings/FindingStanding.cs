namespace Qianliyan.Domain.Findings;

/// <summary>Whether a finding may still change by marks. The numbers are stored.</summary>
public enum FindingStanding : byte
{
    /// <summary>暂定: the marking deadline has not passed.</summary>
    Provisional = 1,

    /// <summary>确定: the deadline has passed; only data that were lost before, or people, change it.</summary>
    Final = 2,
}
