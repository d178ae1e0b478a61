using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>A detector under test, fed hour after hour; every hour goes through its bytes.</summary>
sealed class Watch<TDetector>(DetectorPolicy policy)
    where TDetector : struct, IDetector<TDetector>
{
    TDetector _detector;
    TDetector _before;
    HourSight _seen;

    public List<Lead> Leads { get; } = [];

    /// <summary>Hours fed so far.</summary>
    public int Hours { get; private set; }

    public Lead Only => Leads.ShouldHaveSingleItem();

    /// <summary>How far the newest hour brought the detector.</summary>
    public LeadTally Tally => _detector.Tally(in _before, in _seen, policy);

    /// <summary>A number of the newest hour's tally.</summary>
    public decimal Figure(string name) =>
        Tally.Figures.Single(figure => figure.Name == name).Value.Value;

    /// <summary>Hours pass that the detector does not see.</summary>
    public void Skip(int hours) => Hours += hours;

    /// <summary>The next hour; its time is set here.</summary>
    public Lead? See(HourSight hour)
    {
        (_before, _seen) = (_detector, hour with { Start = Watched.At(Hours++) });
        Lead? lead = _detector.See(in _seen, policy);
        if (lead is not null)
            Leads.Add(lead);
        _detector = ThroughBytes(_detector);
        return lead;
    }

    public void See(int hours, Func<int, HourSight> hour)
    {
        for (int i = 0; i < hours; i++)
            See(hour(i));
    }

    static TDetector ThroughBytes(TDetector detector)
    {
        var writer = new EntryWriter();
        detector.Write(writer);
        var reader = new EntryReader(writer.ToArray());
        var read = TDetector.Read(ref reader);
        reader.AtEnd.ShouldBeTrue();
        read.ShouldBe(detector);
        return read;
    }
}
