"""What exiftool may still find after cleaning, by format: what a decoder needs."""

import re
from typing import Any

ALLOWED = {
    "image/jpeg": """
        JFIF:JFIFVersion JFIF:ResolutionUnit JFIF:XResolution JFIF:YResolution
        Adobe:APP14Flags0 Adobe:APP14Flags1 Adobe:ColorTransform Adobe:DCTEncodeVersion
        IFD0:Orientation""",
    "image/png": """
        IFD0:Orientation PNG:AnimationFrames PNG:AnimationPlays PNG:BitDepth PNG:ColorType
        PNG:Compression PNG:Filter PNG:ImageHeight PNG:ImageWidth PNG:Interlace PNG:Palette
        PNG:Transparency PNG:Gamma PNG:SRGBRendering PNG:ProfileName""",
    "image/webp": """
        IFD0:Orientation RIFF:AlphaCompression RIFF:AlphaFiltering RIFF:AlphaPreprocessing
        RIFF:AnimationLoopCount RIFF:BackgroundColor RIFF:Duration RIFF:HorizontalScale
        RIFF:ImageHeight RIFF:ImageWidth RIFF:VP8Version RIFF:VerticalScale RIFF:WebP_Flags
        RIFF:AlphaIsUsed""",
    "image/gif": """
        GIF:AnimationIterations GIF:BackgroundColor GIF:BitsPerPixel GIF:ColorResolutionDepth
        GIF:Duration GIF:FrameCount GIF:GIFVersion GIF:HasColorMap GIF:ImageHeight
        GIF:ImageWidth""",
    "image/heif": """
        Meta:PrimaryItemReference QuickTime:AV1ConfigurationVersion QuickTime:AuxiliaryImageType
        QuickTime:AverageFrameRate QuickTime:BitDepthChroma QuickTime:BitDepthLuma
        QuickTime:ChromaFormat QuickTime:ChromaSamplePosition QuickTime:ColorPrimaries
        QuickTime:ColorProfiles QuickTime:CompatibleBrands QuickTime:ConstantFrameRate
        QuickTime:ConstraintIndicatorFlags QuickTime:GenProfileCompatibilityFlags
        QuickTime:GeneralLevelIDC QuickTime:GeneralProfileIDC QuickTime:GeneralProfileSpace
        QuickTime:GeneralTierFlag QuickTime:HEVCConfigurationVersion QuickTime:HandlerType
        QuickTime:HighBitDepth QuickTime:ImagePixelDepth QuickTime:ImageSpatialExtent
        QuickTime:InitialDelaySamples QuickTime:MajorBrand QuickTime:MatrixCoefficients
        QuickTime:MediaData QuickTime:MediaDataOffset QuickTime:MediaDataSize
        QuickTime:MinSpatialSegmentationIDC QuickTime:MinorVersion QuickTime:NumTemporalLayers
        QuickTime:ParallelismType QuickTime:Rotation QuickTime:SeqLevelIdx0 QuickTime:SeqProfile
        QuickTime:SeqTier0 QuickTime:TemporalIDNested QuickTime:TransferCharacteristics
        QuickTime:TwelveBit QuickTime:VideoFullRangeFlag""",
    "film": """
        QuickTime:CompatibleBrands QuickTime:CreateDate QuickTime:CurrentTime QuickTime:Duration
        QuickTime:MajorBrand QuickTime:MatrixStructure QuickTime:MediaData
        QuickTime:MediaDataOffset QuickTime:MediaDataSize QuickTime:MinorVersion
        QuickTime:ModifyDate QuickTime:MovieHeaderVersion QuickTime:NextTrackID
        QuickTime:PosterTime QuickTime:PreferredRate QuickTime:PreferredVolume
        QuickTime:PreviewDuration QuickTime:PreviewTime QuickTime:SelectionDuration
        QuickTime:SelectionTime QuickTime:TimeScale Track:AVCConfiguration
        Track:AudioBitsPerSample Track:AudioChannels Track:AudioFormat Track:AudioSampleRate
        Track:Balance Track:BitDepth Track:ChunkOffset Track:CompositionTimeToSample
        Track:CompressorID Track:GraphicsMode Track:HandlerClass Track:HandlerType
        Track:IdependentAndDisposableSamples Track:ImageHeight Track:ImageWidth Track:LayoutFlags
        Track:MatrixStructure Track:MediaCreateDate Track:MediaDuration Track:MediaHeaderVersion
        Track:MediaLanguageCode Track:MediaModifyDate Track:MediaTimeScale Track:OpColor
        Track:PixelAspectRatio Track:PurchaseFileFormat Track:SampleGroupDescription
        Track:SampleSizes Track:SampleToChunk Track:SampleToGroup Track:SourceImageHeight
        Track:SourceImageWidth Track:SyncSampleTable Track:TimeToSampleTable
        Track:TrackCreateDate Track:TrackDuration Track:TrackHeaderVersion Track:TrackID
        Track:TrackLayer Track:TrackModifyDate Track:TrackVolume Track:Unknown_alac
        Track:Unknown_edts Track:Unknown_esds Track:Unknown_hvcC Track:Unknown_mp4a
        Track:VideoFieldOrder Track:VideoFrameRate Track:XResolution Track:YResolution""",
    "audio/mpeg": """
        MPEG:AudioBitrate MPEG:AudioLayer MPEG:ChannelMode MPEG:CopyrightFlag MPEG:Emphasis
        MPEG:Encoder MPEG:IntensityStereo MPEG:MPEGAudioVersion MPEG:MSStereo
        MPEG:OriginalMedia MPEG:SampleRate""",
    "audio/wav": """
        RIFF:AvgBytesPerSec RIFF:BitsPerSample RIFF:Encoding RIFF:NumChannels RIFF:SampleRate""",
    "audio/ogg": """
        Opus:AudioChannels Opus:OpusVersion Opus:OutputGain Opus:SampleRate Vorbis:Vendor""",
}
FAMILY = {
    "image/heic": "image/heif",
    "image/avif": "image/heif",
    "video/mp4": "film",
    "video/quicktime": "film",
    "audio/mp4": "film",
}

# Values that are the same in every cleaned file, whatever was in it before.
CONSTANT = {
    "JFIF:XResolution": 1,
    "JFIF:YResolution": 1,
    "MPEG:Encoder": "LAME3.100",
    "QuickTime:CreateDate": "0000:00:00 00:00:00",
    "QuickTime:ModifyDate": "0000:00:00 00:00:00",
    "QuickTime:MinorVersion": "0.0.0",
    "Track:MediaCreateDate": "0000:00:00 00:00:00",
    "Track:MediaModifyDate": "0000:00:00 00:00:00",
    "Track:TrackCreateDate": "0000:00:00 00:00:00",
    "Track:TrackModifyDate": "0000:00:00 00:00:00",
    "Track:MediaLanguageCode": "und",
    "Vorbis:Vendor": "",
}


def surplus(media_type: str, found: dict[str, Any]) -> dict[str, Any]:
    """What is there and may not be; empty where all is well."""
    allowed = ALLOWED[FAMILY.get(media_type, media_type)].split()
    wrong = {}
    for tag, value in found.items():
        name = re.sub(r"^Track\d+", "Track", tag)
        # Our own colour profiles are constant; test_strip_profiles.py holds them to that.
        if name.startswith(("ICC_Profile:", "ICC-header:")):
            continue
        if name not in allowed or CONSTANT.get(name, value) != value:
            wrong[tag] = value
    return wrong
