using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// What supervision counts of a source's point over days and months. Made with the first day that is judged or counted,
/// so that sensors and quiet points do not pay for it.
/// </summary>
public sealed class PointLedger
{
    /// <summary>Days on which any daily mean could be judged.</summary>
    public ExceedanceDays Judged;

    /// <summary>Days on which any daily mean was over its limit.</summary>
    public ExceedanceDays Over;

    /// <summary>Days on which any factor's transmission rate was below the minimum.</summary>
    public ExceedanceDays LowTransmission;

    /// <summary>Days on which a manual test that the policy asks for was over its limit.</summary>
    public ExceedanceDays TestOver;

    FactorRates[] _rates = [];

    /// <summary>The newest day that was ever judged, low or tested over; 0 before the first.</summary>
    public int Newest => Math.Max(Math.Max(Judged.Newest, TestOver.Newest), LowTransmission.Newest);

    public SupervisedDays Days => new(Over, Judged, LowTransmission, TestOver);

    /// <summary>Findings in force on months, in order of month.</summary>
    public List<MonthFinding> Findings { get; } = [];

    /// <summary>Tiers by the policy that the last day was judged under; 0 below the first.</summary>
    public byte TierIn30 { get; set; }

    public byte TierInQuarter { get; set; }

    /// <summary>Whether a finding is in force on the month of the newest day judged.</summary>
    public bool InForceOnNewest(MonthRule rule)
    {
        if (Newest == 0)
            return false;
        int first = Newest - BeijingTime.StartOf(Newest).Date.Day + 1;
        return Findings.Exists(finding => finding.FirstDay == first && finding.Rule == rule);
    }

    public ref FactorRates RatesOf(int factor)
    {
        if (factor >= _rates.Length)
            Array.Resize(ref _rates, factor + 1);
        return ref _rates[factor];
    }

    public FactorRates FindRates(int factor) => factor < _rates.Length ? _rates[factor] : default;

    public void Write(EntryWriter writer)
    {
        Judged.Write(writer);
        Over.Write(writer);
        LowTransmission.Write(writer);
        TestOver.Write(writer);
        writer.Unsigned((ulong)_rates.Length);
        foreach (ref readonly FactorRates rates in _rates.AsSpan())
            rates.Write(writer);
        writer.Unsigned((ulong)Findings.Count);
        foreach (MonthFinding finding in Findings)
            finding.Write(writer);
        writer.Byte(TierIn30);
        writer.Byte(TierInQuarter);
    }

    public static PointLedger Read(ref EntryReader reader)
    {
        var ledger = new PointLedger
        {
            Judged = ExceedanceDays.Read(ref reader),
            Over = ExceedanceDays.Read(ref reader),
            LowTransmission = ExceedanceDays.Read(ref reader),
            TestOver = ExceedanceDays.Read(ref reader),
        };
        ledger._rates = new FactorRates[reader.Count()];
        for (int i = 0; i < ledger._rates.Length; i++)
            ledger._rates[i] = FactorRates.Read(ref reader);
        for (int count = reader.Count(); count > 0; count--)
            ledger.Findings.Add(MonthFinding.Read(ref reader));
        ledger.TierIn30 = reader.Byte();
        ledger.TierInQuarter = reader.Byte();
        return ledger;
    }
}
