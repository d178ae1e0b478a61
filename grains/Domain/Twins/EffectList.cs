using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Twins;

/// <summary>What applying one entry leads to: findings, and things to tell other twins. Order counts.</summary>
public sealed class EffectList
{
    readonly List<Effect> _told = [];
    readonly List<Finding> _findings = [];

    public IReadOnlyList<Effect> Told => _told;

    public IReadOnlyList<Finding> Findings => _findings;

    public void Tell(TwinName target, SignalBody body) => _told.Add(new Effect(target, body));

    /// <summary>Records a finding; the fold also tells it to whom it concerns.</summary>
    public void Raise(Finding finding) => _findings.Add(finding);

    public void Clear()
    {
        _told.Clear();
        _findings.Clear();
    }
}

public readonly record struct Effect(TwinName Target, SignalBody Body);
