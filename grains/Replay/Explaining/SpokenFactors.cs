using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Replay.Explaining;

/// <summary>The factors and devices that the entries of a journal speak of.</summary>
sealed class SpokenFactors
{
    readonly HashSet<FactorCode> _factors = [];

    public IReadOnlyList<FactorCode> InOrder =>
        [.. _factors.Where(factor => !factor.IsEmpty).OrderBy(factor => factor.ToString(), StringComparer.Ordinal)];

    public void Take(EntryBody body)
    {
        if (body is Observed { Observation: var observation })
        {
            foreach (Reading reading in observation.Readings)
                _factors.Add(reading.Factor);
        }
        else if (body is Signalled { Signal.Body: var told })
        {
            _factors.Add(told switch
            {
                MeanTold mean => mean.Factor,
                PowerTold power => power.Device,
                FindingTold { Finding: var finding } => finding.Factor,
                _ => default,
            });
        }
    }

    public void Take(Finding finding) => _factors.Add(finding.Factor);
}
