using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Findings;

/// <summary>
/// What a level may rest on, such as a daily mean over its limit on a day. Two that compare as equal are one ground, whatever
/// else is said of it; of two that were grounds last at the same time the greater is named.
/// </summary>
public interface ILevelGround<TSelf>
    where TSelf : struct, ILevelGround<TSelf>
{
    /// <summary>Below 0 where it is the lesser ground, 0 where both are one.</summary>
    int CompareTo(TSelf other);

    void Write(EntryWriter writer);

    static abstract TSelf Read(ref EntryReader reader);
}
