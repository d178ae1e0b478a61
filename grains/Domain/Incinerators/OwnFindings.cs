using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The findings that a furnace itself holds in force on one window. They are kept without the numbers of their entries,
/// so that the bytes follow from the verdicts alone and not from the order in which the data came.
/// </summary>
public sealed class OwnFindings
{
    readonly SortedDictionary<(string Rule, FactorCode Factor, BeijingTime Start), Finding> _inForce = new(
        Comparer<(string Rule, FactorCode Factor, BeijingTime Start)>.Create(static (left, right) =>
            string.CompareOrdinal(left.Rule, right.Rule) is not 0 and var rules ? rules
            : left.Factor.CompareTo(right.Factor) is not 0 and var factors ? factors
            : left.Start.CompareTo(right.Start)));

    public IReadOnlyCollection<Finding> InForce => _inForce.Values;

    public Finding? Find(string rule, FactorCode factor, BeijingTime start) =>
        _inForce.GetValueOrDefault((rule, factor, start));

    /// <summary>The first finding of a rule; null without one.</summary>
    public Finding? First(string rule)
    {
        foreach (Finding finding in _inForce.Values)
        {
            if (finding.Rule == rule)
                return finding;
        }

        return null;
    }

    public int CountOf(string rule)
    {
        int count = 0;
        foreach (Finding finding in _inForce.Values)
            count += finding.Rule == rule ? 1 : 0;
        return count;
    }

    /// <summary>Puts a verdict in force.</summary>
    /// <returns>What to tell: the finding raised or revised; null when nothing changed.</returns>
    public Finding? Put(Finding finding)
    {
        Finding kept = finding with { State = FindingState.Raised, FirstEntry = 0, LastEntry = 0, DecidedBy = 0 };
        (string, FactorCode, BeijingTime) key = (finding.Rule, finding.Factor, finding.WindowStart);
        Finding? held = _inForce.GetValueOrDefault(key);
        if (held == kept)
            return null;
        _inForce[key] = kept;
        return finding with { State = held is null ? FindingState.Raised : FindingState.Revised };
    }

    /// <summary>Takes a verdict out of force; the figure is the one that grounds it no more.</summary>
    /// <returns>The finding withdrawn, for that reason; null when none was in force.</returns>
    public Finding? Withdraw(string rule, FactorCode factor, BeijingTime start, string reason, Exact value) =>
        _inForce.Remove((rule, factor, start), out Finding? held)
            ? held with { State = FindingState.Withdrawn, Reason = reason, Value = value }
            : null;

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_inForce.Count);
        foreach (Finding finding in _inForce.Values)
            FindingCodec.Write(writer, finding);
    }

    public static OwnFindings Read(ref EntryReader reader)
    {
        var own = new OwnFindings();
        for (int count = reader.Count(); count > 0; count--)
        {
            Finding finding = FindingCodec.Read(ref reader);
            own._inForce.Add((finding.Rule, finding.Factor, finding.WindowStart), finding);
        }

        return own;
    }
}
