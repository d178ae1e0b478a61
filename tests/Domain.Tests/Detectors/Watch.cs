using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Policies;


namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>A detector under test, fed hour after hour; every hour goes through its bytes.</summary>
sealed class Watch<TDetector>(DetectorPolicy policy)
    where TDetector : struct, IDetector<TDetector>
{
    TDetector _detector;

    public List<Lead> Leads { get; } = [];

    /// <summary>Hours fed so far.</summary>
    public int Hours { get; private set; }

    public Lead Only => Leads.ShouldHaveSingleItem();

    /// <summary>The next hour; its time is set here.</summary>
    public Lead? See(HourSight hour)
    {
        Lead? lead = _detector.See(hour with { Start = Watched.At(Hours++) }, policy);
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
