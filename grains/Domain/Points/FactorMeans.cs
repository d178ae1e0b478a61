using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The newest means of a factor, as the device reported them and as they were computed here, and the days on which its
/// daily mean was over. Made with the first mean, so that a point which sends instants only does not pay for it.
/// </summary>
public sealed class FactorMeans
{
    public LatestMean ReportedMinute;
    public LatestMean ReportedHour;
    public LatestMean ReportedDay;
    public LatestMean ComputedHour;
    public LatestMean ComputedDay;
    public ExceedanceDays DaysOver;

    public void Write(EntryWriter writer)
    {
        ReportedMinute.Write(writer);
        ReportedHour.Write(writer);
        ReportedDay.Write(writer);
        ComputedHour.Write(writer);
        ComputedDay.Write(writer);
        DaysOver.Write(writer);
    }

    public static FactorMeans Read(ref EntryReader reader) => new()
    {
        ReportedMinute = LatestMean.Read(ref reader),
        ReportedHour = LatestMean.Read(ref reader),
        ReportedDay = LatestMean.Read(ref reader),
        ComputedHour = LatestMean.Read(ref reader),
        ComputedDay = LatestMean.Read(ref reader),
        DaysOver = ExceedanceDays.Read(ref reader),
    };
}
