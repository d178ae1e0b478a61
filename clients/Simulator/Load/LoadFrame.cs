using System.Globalization;
using System.Text;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Simulator.Fleets;

namespace Qianliyan.Simulator.Load;

/// <summary>
/// The one frame of a connection, a 2011 upload of 2017, rewritten in place for every send: MN, QN, DataTime and values
/// change digit by digit, and the checksum with them.
/// </summary>
sealed class LoadFrame
{
    public const int MostFactors = 20;

    const int SegmentStart = 6;
    const int QnStart = SegmentStart + 3;
    const int QnSeconds = 14;
    const int MnDigits = 6;

    static readonly string[] Codes =
    [
        "a34013", "a21026", "a21002", "a21005", "a21024", "a19001", "a01012", "a01011", "a01013", "a01014",
        "a00000", "a01001", "a01002", "a01006", "a21001", "a21003", "a21004", "a21018", "a21028", "a24088",
    ];

    readonly byte[] _bytes;
    readonly int[] _values;
    readonly int _mnStart;
    readonly int _timeStart;
    IncrementalCrc _crc;
    BeijingTime _qnSecond;
    BeijingTime _dataTime;

    public LoadFrame(LoadOptions options)
    {
        var area = new StringBuilder("DataTime=20000101000000");
        var values = new List<int>();
        string header = $"QN=20000101000000000;ST=31;CN=2011;PW={options.Password};"
            + $"MN={options.MnPrefix}000000;Flag=5;CP=&&";
        int zs = ConvertedFields(options, header.Length + area.Length);
        for (int i = 0; i < options.Factors; i++)
        {
            area.Append(';');
            AddValue(area, values, Codes[i] + "-Rtd=");
            if (i < zs)
                AddValue(area.Append(','), values, Codes[i] + "-ZsRtd=");
            area.Append(',').Append(Codes[i]).Append("-Flag=N");
        }

        string segment = header + area + "&&";
        string frame = string.Create(CultureInfo.InvariantCulture, $"##{segment.Length:D4}{segment}0000\r\n");
        _bytes = Encoding.ASCII.GetBytes(frame);
        int areaStart = SegmentStart + header.Length;
        _values = [.. values.Select(value => value + areaStart)];
        _mnStart = areaStart - ";Flag=5;CP=&&".Length - MnDigits;
        _timeStart = areaStart + "DataTime=".Length;
        _crc = new IncrementalCrc(_bytes.AsSpan(SegmentStart, segment.Length));
    }

    /// <summary>The frame as it stands, with CR LF.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>QN as it stands in the frame.</summary>
    public long Qn
    {
        get
        {
            long number = 0;
            foreach (byte digit in _bytes.AsSpan(QnStart, QnSeconds + 3))
                number = number * 10 + digit - '0';
            return number;
        }
    }

    /// <summary>Rewrites the frame.</summary>
    /// <param name="point">The point, from 1.</param>
    /// <param name="qn">Milliseconds since 1970.</param>
    /// <param name="dataTime">Its data time.</param>
    /// <param name="valueSeed">Decides the values.</param>
    public void Set(int point, long qn, BeijingTime dataTime, ulong valueSeed)
    {
        SetNumber(_mnStart, MnDigits, point);
        var second = new BeijingTime(Math.DivRem(qn, 1000, out long millisecond));
        SetTime(QnStart, second, ref _qnSecond);
        SetNumber(QnStart + QnSeconds, 3, (int)millisecond);
        SetTime(_timeStart, dataTime, ref _dataTime);
        ulong random = valueSeed;
        for (int i = 0; i < _values.Length; i++)
        {
            if (i % 6 == 0)
                random = Noise.Mix(random);
            SetValue(_values[i], (int)(random & 1023));
            random >>= 10;
        }

        int crc = _crc.Value;
        Span<byte> tail = _bytes.AsSpan(_bytes.Length - 6, 4);
        for (int i = 0; i < 4; i++)
            tail[i] = "0123456789ABCDEF"u8[(crc >> (12 - 4 * i)) & 0xF];
    }

    /// <summary>Values are 100.0 to 199.9; 1024 random numbers give 1000 of them, some twice as often.</summary>
    void SetValue(int start, int random)
    {
        int tenths = random < 1000 ? random : random - 1000;
        int units = tenths / 10;
        Put(start + 1, units / 10);
        Put(start + 2, units % 10);
        Put(start + 4, tenths % 10);
    }

    void SetNumber(int start, int digits, int number)
    {
        for (int i = start + digits - 1; i >= start; i--)
        {
            int rest = number / 10;
            Put(i, number - rest * 10);
            number = rest;
        }
    }

    void SetTime(int start, BeijingTime time, ref BeijingTime current)
    {
        if (time == current)
            return;
        current = time;
        Span<byte> digits = stackalloc byte[AsciiTime.Length];
        AsciiTime.Write(time, digits);
        for (int i = 0; i < digits.Length; i++)
            Put(start + i, digits[i] - '0');
    }

    void Put(int at, int digit)
    {
        byte after = (byte)('0' + digit);
        ref byte place = ref _bytes[at];
        if (place == after)
            return;
        _crc.Change(at - SegmentStart, place, after);
        place = after;
    }

    static void AddValue(StringBuilder area, List<int> values, string name)
    {
        area.Append(name);
        values.Add(area.Length);
        area.Append("100.0");
    }

    /// <summary>How many factors carry a converted value too, to come close to the length wanted.</summary>
    static int ConvertedFields(LoadOptions options, int before)
    {
        const int frame = 12 + 2;
        const int perFactor = 31;
        const int perConverted = 19;
        int rest = options.FrameBytes - before - frame - options.Factors * perFactor;
        return Math.Clamp((rest + perConverted / 2) / perConverted, 0, options.Factors);
    }
}
