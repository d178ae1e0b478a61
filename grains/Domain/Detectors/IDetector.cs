using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// Watches one factor for one way in which data can be untrue. A small value of fixed size; the same hours give the
/// same bytes and leads, for it computes with integers and exact decimals only.
/// </summary>
/// <remarks>
/// Hours come in time order, each once. Where data come for hours that were seen, it is given back the state before them
/// and sees them again.
/// </remarks>
public interface IDetector<TSelf>
    where TSelf : struct, IDetector<TSelf>
{
    /// <summary>The rule's name in findings.</summary>
    static abstract string Rule { get; }

    /// <summary>Sees the next hour.</summary>
    /// <returns>A lead that begins or is over with it, else null.</returns>
    Lead? See(in HourSight hour, DetectorPolicy policy);

    /// <summary>How far the hour that was seen last brought it.</summary>
    /// <param name="before">The detector as it was before it saw the hour.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="policy">That it was seen under.</param>
    LeadTally Tally(in TSelf before, in HourSight hour, DetectorPolicy policy);

    void Write(EntryWriter writer);

    static abstract TSelf Read(ref EntryReader reader);
}
