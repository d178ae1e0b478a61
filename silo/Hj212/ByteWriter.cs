using System.Buffers.Text;
using System.Text;

namespace Qianliyan.Hj212;

/// <summary>Appends to a span that the caller made large enough.</summary>
ref struct ByteWriter(Span<byte> destination)
{
    readonly Span<byte> _destination = destination;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _destination[..Length];

    public void Append(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_destination[Length..]);
        Length += bytes.Length;
    }

    public void Append(byte b) => _destination[Length++] = b;

    public void Append(string ascii)
    {
        if (Ascii.FromUtf16(ascii, _destination[Length..], out int written) != System.Buffers.OperationStatus.Done)
            throw new ArgumentException($"'{ascii}' is not ASCII.", nameof(ascii));
        Length += written;
    }

    public void Append(int number)
    {
        if (!Utf8Formatter.TryFormat(number, _destination[Length..], out int written))
            throw new InvalidOperationException("The frame buffer is too small.");
        Length += written;
    }

    public void Append(Domain.Measurements.Exact value) => Length += AsciiNumber.Write(value, _destination[Length..]);

    public void Append(Domain.Time.BeijingTime time)
    {
        AsciiTime.Write(time, _destination.Slice(Length, AsciiTime.Length));
        Length += AsciiTime.Length;
    }

    public void Append(Domain.Measurements.FactorCode code)
    {
        for (ulong rest = code.Packed; rest != 0; rest <<= 8)
            _destination[Length++] = (byte)(rest >> 56);
    }
}
