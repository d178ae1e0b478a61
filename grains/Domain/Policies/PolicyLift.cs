using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>A region's own policy was lifted (废止): what is in force above it holds there again.</summary>
/// <param name="Region">The region; never the whole country.</param>
/// <param name="Version">What was lifted.</param>
/// <param name="By">Who lifted it.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="At">When.</param>
public sealed record PolicyLift(RegionCode Region, string Version, string By, string Reason, BeijingTime At)
{
    public void Write(EntryWriter writer)
    {
        writer.Text(Region.ToString());
        writer.Text(Version);
        writer.Text(By);
        writer.Text(Reason);
        writer.Time(At);
    }

    public static PolicyLift Read(ref EntryReader reader)
    {
        RegionCode region = RegionCode.Parse(reader.Text() ?? "");
        return new PolicyLift(region, reader.Text() ?? "", reader.Text() ?? "", reader.Text() ?? "", reader.Time());
    }
}
