using CsCheck;
using Qianliyan.Domain.Geography;

namespace Qianliyan.Domain.Tests.Geography;

public sealed class ChinaShiftTests
{
    static readonly Gen<Wgs84> InChina =
        Gen.Select(Gen.Double[73.5, 135.0], Gen.Double[18.0, 53.5]).Select(at => new Wgs84(at.Item1, at.Item2));

    [Fact]
    public void Shifting_and_back_returns_within_a_centimetre() =>
        InChina.Sample(place => place.ToGcj02().ToWgs84().DistanceTo(place) < 0.01, iter: 5_000);

    [Fact]
    public void Converting_a_shifted_position_and_back_returns_to_it() =>
        InChina.Sample(place =>
        {
            var shifted = new Gcj02(place.Longitude, place.Latitude);
            Gcj02 again = shifted.ToWgs84().ToGcj02();
            return Math.Abs(again.Longitude - shifted.Longitude) < 1e-7
                && Math.Abs(again.Latitude - shifted.Latitude) < 1e-7;
        }, iter: 5_000);

    /// <summary>Tian'anmen as commonly quoted: 116.391244,39.907374 in WGS84, about 556 m away in GCJ-02.</summary>
    [Fact]
    public void Beijing_moves_some_550_metres_to_the_north_east()
    {
        var square = new Wgs84(116.391244, 39.907374);

        Gcj02 shown = square.ToGcj02();

        shown.Longitude.ShouldBeGreaterThan(square.Longitude);
        shown.Latitude.ShouldBeGreaterThan(square.Latitude);
        new Wgs84(shown.Longitude, shown.Latitude).DistanceTo(square).ShouldBeInRange(530, 580);
    }

    [Theory]
    [InlineData(139.77, 35.68)]
    [InlineData(-0.13, 51.51)]
    [InlineData(116.4, -6.2)]
    public void Outside_China_nothing_moves(double longitude, double latitude)
    {
        new Wgs84(longitude, latitude).ToGcj02().ShouldBe(new Gcj02(longitude, latitude));
        new Gcj02(longitude, latitude).ToWgs84().ShouldBe(new Wgs84(longitude, latitude));
    }

    /// <summary>One degree of a meridian on the mean sphere: 6,371,008.8 x pi / 180 = 111,195.08 m.</summary>
    [Fact]
    public void A_degree_of_latitude_is_111_195_metres() =>
        new Wgs84(105, 35).DistanceTo(new Wgs84(105, 36)).ShouldBe(111_195.08, 0.01);

    [Theory]
    [InlineData(116.4, 39.9, true)]
    [InlineData(103.85, 1.29, false)]
    [InlineData(39.9, 116.4, false)]
    [InlineData(0, 0, false)]
    [InlineData(double.NaN, 39.9, false)]
    public void A_device_in_Singapore_or_with_swapped_axes_is_not_in_China(
        double longitude, double latitude, bool expected) =>
        new Wgs84(longitude, latitude).IsInChina.ShouldBe(expected);
}
