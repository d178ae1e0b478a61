using Qianliyan.Domain.Registry;
using Qianliyan.Hj212;

namespace Qianliyan.Gateway;

/// <summary>Writes a message's <c>{MN}-{ST}</c> without allocating.</summary>
static class PointKey
{
    public const int MaxLength = 96;

    public static bool TryFormat(Message message, Span<char> key, out int length)
    {
        ReadOnlySpan<byte> mn = message.Mn;
        ReadOnlySpan<byte> st = message.St;
        length = mn.Length + 1 + st.Length;
        if (mn.IsEmpty || st.IsEmpty || st.Length > PointId.MaxStLength || length > MaxLength)
            return false;
        for (int i = 0; i < mn.Length; i++)
            key[i] = (char)mn[i];
        key[mn.Length] = '-';
        for (int i = 0; i < st.Length; i++)
            key[mn.Length + 1 + i] = (char)st[i];
        return true;
    }
}
