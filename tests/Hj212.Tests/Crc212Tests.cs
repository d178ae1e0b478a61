using System.Text;
using CsCheck;

namespace Qianliyan.Hj212.Tests;

public sealed class Crc212Tests
{
    [Theory]
    [InlineData("QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&", 0x1C80)]
    [InlineData("QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&", 0x2200)]
    [InlineData("123456789", 0x2F80)]
    [InlineData("", 0xFFFF)]
    [InlineData("\0", 0x4040)]
    public void Published_vectors_hold(string segment, int expected) =>
        ((int)Crc212.Compute(Encoding.ASCII.GetBytes(segment))).ShouldBe(expected);

    [Theory]
    [InlineData("123456789", 0x4B37)]
    [InlineData("QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&", 0x0759)]
    public void Modbus_vectors_hold(string segment, int expected) =>
        ((int)CrcModbus.Compute(Encoding.ASCII.GetBytes(segment))).ShouldBe(expected);

    [Fact]
    public void The_folded_form_equals_the_bitwise_form_of_annex_A() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Crc212.Compute(bytes) == Bitwise(bytes), iter: 20_000);

    [Fact]
    public void Only_256_values_can_occur()
    {
        int possible = Enumerable.Range(0, 65_536).Count(crc => Crc212.IsPossible((ushort)crc));

        possible.ShouldBe(256);
        Gen.Byte.Array[1, 40].Sample(bytes => Crc212.IsPossible(Crc212.Compute(bytes)));
    }

    static ushort Bitwise(byte[] bytes)
    {
        int register = 0xFFFF;
        foreach (byte b in bytes)
        {
            register = (register >> 8) ^ b;
            for (int bit = 0; bit < 8; bit++)
            {
                int check = register & 1;
                register >>= 1;
                if (check == 1)
                    register ^= 0xA001;
            }
        }

        return (ushort)register;
    }
}
