namespace Qianliyan.Hj212;

/// <summary>One <c>name=value</c> of the data area, as raw text without surrounding blanks.</summary>
public readonly ref struct MessageField
{
    internal MessageField(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool startsGroup)
    {
        Key = key;
        Value = value;
        StartsGroup = startsGroup;
    }

    public ReadOnlySpan<byte> Key { get; }

    public ReadOnlySpan<byte> Value { get; }

    /// <summary>Whether it came behind <c>;</c> or first, and not behind a comma.</summary>
    public bool StartsGroup { get; }
}
