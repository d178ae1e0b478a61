using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Detectors;

/// <summary>A ground to look whether data are true (线索), as it begins or as it is over. Never a verdict.</summary>
/// <param name="Rule">Such as <c>data.constant</c>.</param>
/// <param name="IsOver">The oddity has ended; rule and start name the lead that began.</param>
/// <param name="Start">Start of the first odd hour.</param>
/// <param name="End">End, exclusive, of the last odd hour so far.</param>
/// <param name="Value">The figure that is odd.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Reason">The arithmetic in words.</param>
/// <param name="Figures">Its numbers, with the policy parameters used.</param>
public sealed record Lead(
    string Rule,
    bool IsOver,
    BeijingTime Start,
    BeijingTime End,
    Exact Value,
    Exact Bound,
    string Reason,
    ValueList<FindingFigure> Figures);
