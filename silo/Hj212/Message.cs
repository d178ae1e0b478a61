using System.Text;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Hj212;

/// <summary>
/// One decoded frame. The object is filled by <see cref="FrameDecoder.Decode"/> again and again and owns a copy of the
/// frame's bytes; all spans it hands out end with the next decode. Not safe for two threads.
/// </summary>
/// <remarks>
/// Unless the verdict is <see cref="FrameVerdict.Accepted"/> there are no factors, no fields and no times; the header
/// (QN, ST, CN, MN) is then what the frame claims and good for logging only.
/// </remarks>
public sealed class Message
{
    const int InitialBytes = 1088;
    const int InitialFields = 48;
    const int InitialFactors = 16;

    byte[] _bytes = new byte[InitialBytes];
    FieldEntry[] _fields = new FieldEntry[InitialFields];
    FactorField[] _factors = new FactorField[InitialFactors];
    ulong[] _rawCodes = new ulong[InitialFactors];
    int _length;
    int _fieldCount;
    int _factorCount;
    HeaderSlices _header;
    string? _reason;

    public FrameVerdict Verdict { get; internal set; }

    /// <summary>Why the frame was not accepted; empty for an accepted one.</summary>
    public string Reason => _reason ?? VerdictText.Of(this);

    public Deviations Deviations { get; internal set; }

    /// <summary>The whole frame as it came, without CR LF.</summary>
    public ReadOnlySpan<byte> Frame => _bytes.AsSpan(0, _length);

    /// <summary>The data segment (数据段), over which the checksum runs.</summary>
    public ReadOnlySpan<byte> Segment => Text(_header.Segment);

    /// <summary>What stands between the two <c>&amp;&amp;</c> of CP (数据区).</summary>
    public ReadOnlySpan<byte> DataArea => Verdict == FrameVerdict.Accepted ? Text(_header.Area) : default;

    /// <summary>The length field as a number; -1 when it is none.</summary>
    public int DeclaredLength { get; internal set; }

    /// <summary>The checksum in the frame; -1 when there is none.</summary>
    public int GivenCrc { get; internal set; }

    /// <summary>The checksum of the data segment.</summary>
    public int ComputedCrc { get; internal set; }

    public ReadOnlySpan<byte> Qn => Text(_header.Qn);

    /// <summary>QN as a number of up to 18 digits, YYYYMMDDhhmmsszzz; 0 when it is none.</summary>
    public long QnNumber { get; internal set; }

    /// <summary>ST (系统编码) as text.</summary>
    public ReadOnlySpan<byte> St => Text(_header.St);

    /// <summary>ST as a number; 0 when it is none.</summary>
    public int System { get; internal set; }

    /// <summary>CN (命令编码); 0 when it is none.</summary>
    public int Command { get; internal set; }

    /// <summary>PW. A secret: never log it.</summary>
    public ReadOnlySpan<byte> Password => Text(_header.Password);

    /// <summary>MN (设备唯一标识).</summary>
    public ReadOnlySpan<byte> Mn => Text(_header.Mn);

    /// <summary>Flag, 0 to 255; -1 when it did not come.</summary>
    public int Flag { get; internal set; }

    public ProtocolVersion Version => Flag < 0 ? ProtocolVersion.V2005 : (ProtocolVersion)(Flag >> 2);

    /// <summary>Bit A of Flag: the sender waits for an answer.</summary>
    public bool AnswerWanted => Flag >= 0 && (Flag & 1) != 0;

    /// <summary>PNUM; 0 when it did not come.</summary>
    public int PacketCount { get; internal set; }

    /// <summary>PNO, from 1; 0 when it did not come.</summary>
    public int PacketNumber { get; internal set; }

    /// <summary>RF=1 (补传, 2025): sent again after an outage.</summary>
    public bool Resent { get; internal set; }

    /// <summary>
    /// DataTime: start of the interval for 2031, 2041, 2051, 2061, 2111; else the moment. Unset when absent.
    /// </summary>
    public BeijingTime DataTime { get; internal set; }

    /// <summary>RestartTime of 2081; unset when absent.</summary>
    public BeijingTime RestartTime { get; internal set; }

    /// <summary>False for the second or later packet of a message that leaned on the first one's DataTime.</summary>
    public bool IsSelfContained => PacketCount <= 1 || PacketNumber <= 1 || DataTime.IsSet;

    public ReadOnlySpan<FactorField> Factors => _factors.AsSpan(0, _factorCount);

    /// <summary>All fields of the data area as raw text.</summary>
    public MessageFields Groups => new(this);

    internal int FieldCount => _fieldCount;

    internal ref HeaderSlices Header => ref _header;

    internal Span<FactorField> MutableFactors => _factors.AsSpan(0, _factorCount);

    /// <summary>The text of an Info or of a value that is no number; decode it by <see cref="TextDecoding"/>.</summary>
    public ReadOnlySpan<byte> TextOf(in FactorField factor) => Text(factor.Text);

    /// <summary>Finds the first field of this name: exactly, else ignoring case.</summary>
    public bool TryGet(scoped ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        int found = -1;
        for (int i = 0; i < _fieldCount; i++)
        {
            ReadOnlySpan<byte> candidate = Text(_fields[i].Key);
            if (candidate.SequenceEqual(key))
            {
                value = Text(_fields[i].Value);
                return true;
            }

            if (found < 0 && Ascii.EqualsIgnoreCase(candidate, key))
                found = i;
        }

        value = found < 0 ? default : Text(_fields[found].Value);
        return found >= 0;
    }

    /// <inheritdoc cref="TryGet(ReadOnlySpan{byte}, out ReadOnlySpan{byte})"/>
    public bool TryGet(string key, out ReadOnlySpan<byte> value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> ascii = stackalloc byte[64];
        if (Ascii.FromUtf16(key, ascii, out int written) != global::System.Buffers.OperationStatus.Done)
        {
            value = default;
            return false;
        }

        return TryGet(ascii[..written], out value);
    }

    /// <summary>A whole number, as RtdInterval or ExeRtn.</summary>
    public bool TryGetNumber(string key, out int number)
    {
        number = 0;
        return TryGet(key, out ReadOnlySpan<byte> text) && AsciiField.TryParseInt(text, out number);
    }

    /// <summary>A time of 14 digits, as SystemTime or BeginTime.</summary>
    public bool TryGetTime(string key, out BeijingTime time)
    {
        time = default;
        return TryGet(key, out ReadOnlySpan<byte> text) && AsciiTime.TryParse(text, out time);
    }

    /// <summary>Finds what the frame says of a factor.</summary>
    public bool TryGetFactor(FactorCode code, out FactorField factor)
    {
        foreach (ref readonly FactorField candidate in Factors)
        {
            if (candidate.Code == code)
            {
                factor = candidate;
                return true;
            }
        }

        factor = default;
        return false;
    }

    internal MessageField FieldAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_fieldCount);
        ref readonly FieldEntry entry = ref _fields[index];
        return new MessageField(Text(entry.Key), Text(entry.Value), entry.StartsGroup);
    }

    internal ReadOnlySpan<byte> Text(TextSlice slice) => _bytes.AsSpan(slice.Start, slice.Length);

    internal void Load(ReadOnlySpan<byte> frame)
    {
        if (_bytes.Length < frame.Length)
            _bytes = new byte[Math.Max(frame.Length, Math.Min(2 * _bytes.Length, ushort.MaxValue))];
        frame.CopyTo(_bytes);
        _length = frame.Length;
        _header = default;
        _reason = null;
        Verdict = FrameVerdict.None;
        Deviations = Deviations.None;
        DeclaredLength = GivenCrc = ComputedCrc = Flag = -1;
        QnNumber = 0;
        System = Command = PacketCount = PacketNumber = 0;
        Resent = false;
        ClearContent();
    }

    internal FrameVerdict Reject(FrameVerdict verdict, string? reason = null)
    {
        ClearContent();
        _reason = reason;
        Verdict = verdict;
        return verdict;
    }

    internal void AddField(TextSlice key, TextSlice value, bool startsGroup)
    {
        if (_fieldCount == _fields.Length)
            Array.Resize(ref _fields, 2 * _fields.Length);
        _fields[_fieldCount++] = new FieldEntry(key, value, startsGroup);
    }

    internal int IndexOfFactor(ulong rawCode) => _rawCodes.AsSpan(0, _factorCount).IndexOf(rawCode);

    internal int AddFactor(ulong rawCode, FactorCode code)
    {
        if (_factorCount == _factors.Length)
        {
            Array.Resize(ref _factors, 2 * _factorCount);
            Array.Resize(ref _rawCodes, 2 * _factorCount);
        }

        _rawCodes[_factorCount] = rawCode;
        var sentAs = FactorCode.FromPacked(rawCode);
        _factors[_factorCount] = new FactorField { Code = code, SentAs = sentAs == code ? default : sentAs };
        return _factorCount++;
    }

    void ClearContent()
    {
        _fieldCount = 0;
        _factorCount = 0;
        DataTime = default;
        RestartTime = default;
    }

    readonly record struct FieldEntry(TextSlice Key, TextSlice Value, bool StartsGroup);
}
