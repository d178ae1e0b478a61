namespace Qianliyan.Hj212;

/// <summary>
/// CRC-16/MODBUS, which instruments speak towards the logger. Some devices wrongly put it into HJ 212 frames; it is
/// computed only to recognise them.
/// </summary>
public static class CrcModbus
{
    public static ushort Compute(ReadOnlySpan<byte> bytes)
    {
        int register = 0xFFFF;
        foreach (byte b in bytes)
        {
            register ^= b;
            for (int bit = 0; bit < 8; bit++)
                register = (register & 1) == 0 ? register >> 1 : (register >> 1) ^ 0xA001;
        }

        return (ushort)register;
    }
}
