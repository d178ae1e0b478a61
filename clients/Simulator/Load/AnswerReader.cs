namespace Qianliyan.Simulator.Load;

/// <summary>Recognises 9014 by its place in the frame: no checksum, no fields.</summary>
static class AnswerReader
{
    const int QnStart = 6;
    const int QnDigits = 17;

    /// <summary>Reads one line, without CR LF.</summary>
    /// <returns>False for anything that is no 9014 with a QN of 17 digits.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out long qn)
    {
        qn = 0;
        if (line.Length < QnStart + 3 + QnDigits
            || !line[QnStart..].StartsWith("QN="u8)
            || line.IndexOf("CN=9014;"u8) < 0)
        {
            return false;
        }

        foreach (byte b in line.Slice(QnStart + 3, QnDigits))
        {
            int digit = b - '0';
            if ((uint)digit > 9)
                return false;
            qn = qn * 10 + digit;
        }

        return true;
    }
}
