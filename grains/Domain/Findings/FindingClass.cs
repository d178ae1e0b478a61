namespace Qianliyan.Domain.Findings;

/// <summary>
/// The class of the national supervision platform that a finding belongs to (电子督办). The numbers are stored.
/// </summary>
public enum FindingClass : byte
{
    /// <summary>线索: for people to look at; nothing follows by itself.</summary>
    Lead = 1,

    /// <summary>事前预警: to the plant before anything is violated.</summary>
    Before = 2,

    /// <summary>事中调度: to the plant, which must act and answer at once; the local bureau gets a copy.</summary>
    During = 3,

    /// <summary>事后督办 (also 事后处理): to the local bureau, which investigates and decides.</summary>
    After = 4,
}
