/** A former district, with the digits that codes of its schools carry, and the communes made of it in July 2025. */
export interface FormerDistrict {
  readonly name: string
  /** Two digits of the former province and three of the district. */
  readonly codePrefix: string
  readonly wards: readonly string[]
  readonly communes: readonly string[]
}

const district = (
  codePrefix: string,
  name: string,
  places: { readonly wards?: string; readonly communes?: string },
): FormerDistrict => ({
  name,
  codePrefix,
  wards: namesIn(places.wards),
  communes: namesIn(places.communes),
})

function namesIn(list = ''): readonly string[] {
  return list.split(', ').filter((name) => name !== '')
}

/** The places are real: 14 wards and 82 communes. What stands in them is made up. */
export const FORMER_DISTRICTS: readonly FormerDistrict[] = [
  district('72703', 'Thành phố Tây Ninh', { wards: 'Tân Ninh, Bình Minh, Ninh Thạnh' }),
  district('72705', 'Huyện Tân Biên', { communes: 'Tân Biên, Tân Lập, Thạnh Bình, Trà Vong' }),
  district('72706', 'Huyện Tân Châu', {
    communes: 'Tân Châu, Tân Đông, Tân Phú, Tân Hội, Tân Thành, Tân Hòa',
  }),
  district('72707', 'Huyện Dương Minh Châu', {
    communes: 'Dương Minh Châu, Cầu Khởi, Lộc Ninh, Truông Mít',
  }),
  district('72708', 'Huyện Châu Thành (Tây Ninh)', {
    communes: 'Châu Thành, Hảo Đước, Phước Vinh, Hòa Hội, Ninh Điền',
  }),
  district('72709', 'Thị xã Hòa Thành', { wards: 'Long Hoa, Hòa Thành, Thanh Điền' }),
  district('72710', 'Huyện Gò Dầu', { wards: 'Gò Dầu', communes: 'Thạnh Đức, Phước Thạnh' }),
  district('72711', 'Huyện Bến Cầu', { communes: 'Bến Cầu, Long Chữ, Long Thuận' }),
  district('72712', 'Thị xã Trảng Bàng', {
    wards: 'Trảng Bàng, An Tịnh, Gia Lộc',
    communes: 'Hưng Thuận, Phước Chỉ',
  }),
  district('80794', 'Thành phố Tân An', { wards: 'Long An, Tân An, Khánh Hậu' }),
  district('80795', 'Thị xã Kiến Tường', {
    wards: 'Kiến Tường',
    communes: 'Tuyên Thạnh, Bình Hiệp',
  }),
  district('80796', 'Huyện Tân Hưng', { communes: 'Hưng Điền, Vĩnh Thạnh, Tân Hưng, Vĩnh Châu' }),
  district('80797', 'Huyện Vĩnh Hưng', { communes: 'Tuyên Bình, Vĩnh Hưng, Khánh Hưng' }),
  district('80798', 'Huyện Mộc Hóa', { communes: 'Bình Hòa, Mộc Hóa' }),
  district('80799', 'Huyện Tân Thạnh', {
    communes: 'Hậu Thạnh, Nhơn Hòa Lập, Nhơn Ninh, Tân Thạnh',
  }),
  district('80800', 'Huyện Thạnh Hóa', {
    communes: 'Bình Thành, Thạnh Phước, Thạnh Hóa, Tân Tây',
  }),
  district('80801', 'Huyện Đức Huệ', { communes: 'Mỹ Quý, Đông Thành, Đức Huệ' }),
  district('80802', 'Huyện Đức Hòa', {
    communes: 'An Ninh, Hiệp Hòa, Hậu Nghĩa, Hòa Khánh, Đức Lập, Mỹ Hạnh, Đức Hòa',
  }),
  district('80803', 'Huyện Bến Lức', {
    communes: 'Thạnh Lợi, Bình Đức, Lương Hòa, Bến Lức, Mỹ Yên',
  }),
  district('80804', 'Huyện Thủ Thừa', { communes: 'Thủ Thừa, Mỹ An, Mỹ Thạnh, Tân Long' }),
  district('80805', 'Huyện Tân Trụ', { communes: 'Vàm Cỏ, Tân Trụ, Nhựt Tảo' }),
  district('80806', 'Huyện Cần Đước', {
    communes: 'Long Cang, Rạch Kiến, Mỹ Lệ, Tân Lân, Cần Đước, Long Hựu',
  }),
  district('80807', 'Huyện Cần Giuộc', {
    communes: 'Phước Lý, Mỹ Lộc, Cần Giuộc, Phước Vĩnh Tây, Tân Tập',
  }),
  district('80808', 'Huyện Châu Thành (Long An)', {
    communes: 'Thuận Mỹ, An Lục Long, Tầm Vu, Vĩnh Công',
  }),
]
